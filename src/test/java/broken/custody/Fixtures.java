package broken.custody;

class CallsAnEdge {
  broken.http.Innocent[] edge;
}
