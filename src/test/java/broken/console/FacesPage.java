package broken.console;

class FacesPage {
  jakarta.faces.context.FacesContext allowed;
  @jakarta.inject.Inject Object injected;
}
