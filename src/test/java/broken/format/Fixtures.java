package broken.format;

class AllowedParser {
  org.apache.tika.Tika tika;
}
