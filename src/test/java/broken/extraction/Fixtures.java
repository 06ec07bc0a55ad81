package broken.extraction;

class AllowedParser {
  org.apache.tika.Tika tika;
}
