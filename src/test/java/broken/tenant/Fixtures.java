package broken.tenant;

class UsesFaces {
  jakarta.faces.context.FacesContext context;
}
