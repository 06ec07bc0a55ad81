package broken.http;

/** Something at an edge that others could be tempted to use. */
public class Innocent {}
