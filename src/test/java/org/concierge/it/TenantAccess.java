package org.concierge.it;

/** A tenant that a test has made, with its three API keys. */
public record TenantAccess(String id, String adminKey, String chatKey, String uploadKey) {}
