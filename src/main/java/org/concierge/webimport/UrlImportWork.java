package org.concierge.webimport;

import org.concierge.webimport.UrlImportRepository.UrlJob;

/** The threads of this node that fetch addresses. */
public record UrlImportWork(LeasedWork<UrlJob> threads) {}
