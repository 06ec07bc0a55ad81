package org.concierge.bearer;

/** How a person got in. */
public enum Channel {
  PASSWORD,
  /** By the tenant's identity provider. */
  SSO,
  /** The pages of our own, in a browser. */
  CONSOLE,
  /** Another program, which the person has let in. */
  OAUTH
}
