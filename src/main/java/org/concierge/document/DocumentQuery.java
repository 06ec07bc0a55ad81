package org.concierge.document;

import org.concierge.persistence.Page;

/**
 * A page of a tenant's documents, newest first.
 *
 * @param status null: any
 * @param type part of the media type, null: any
 * @param text part of the file name or title in any case, null: any
 */
public record DocumentQuery(Page page, DocumentStatus status, String type, String text) {}
