package org.concierge.remote;

import java.net.URI;
import org.concierge.tenant.Secret;

/**
 * Where a place is, and who is let in.
 *
 * @param address a folder; for a bucket its name is the path's first part, and what follows is in
 *     front of all its keys
 * @param region "" where there are none
 * @param user or the access key's id
 * @param password or the secret access key
 */
public record RemoteAccount(URI address, String region, String user, Secret password) {}
