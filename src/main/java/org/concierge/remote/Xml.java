package org.concierge.remote;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.concierge.problem.Problem;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** XML of a stranger: no document type, hence no entity, and nothing is fetched for it. */
final class Xml {
  private Xml() {}

  /**
   * @throws Problem UNAVAILABLE if it is no XML, or more than plain XML
   */
  static Element root(byte[] text) {
    try {
      DocumentBuilder builder = factory().newDocumentBuilder();
      // Complaints are told by an exception; the parser would print them too.
      builder.setErrorHandler(null);
      return builder.parse(new ByteArrayInputStream(text)).getDocumentElement();
    } catch (SAXException | IOException e) {
      throw Problem.unavailable("The other server's list cannot be read.", e);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("This Java has no secure XML parser.", e);
    }
  }

  private static DocumentBuilderFactory factory() throws ParserConfigurationException {
    // The JDK's own: a server may put another one in front, with other names for its locks.
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
    factory.setNamespaceAware(true);
    factory.setXIncludeAware(false);
    factory.setExpandEntityReferences(false);
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
    return factory;
  }

  /** Of that name, whatever its namespace, wherever they stand inside. */
  static List<Element> all(Element within, String name) {
    NodeList nodes = within.getElementsByTagNameNS("*", name);
    List<Element> found = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      if (nodes.item(i).getNodeType() == Node.ELEMENT_NODE) {
        found.add((Element) nodes.item(i));
      }
    }
    return found;
  }

  /** Of the first of that name; "" if there is none. */
  static String text(Element within, String name) {
    NodeList nodes = within.getElementsByTagNameNS("*", name);
    return nodes.getLength() == 0 ? "" : nodes.item(0).getTextContent().strip();
  }
}
