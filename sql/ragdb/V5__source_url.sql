-- Where a document's bytes were fetched from; empty for those that were uploaded.

alter table document add column source_url text not null default '';
-- The same address again is the same document.
create index document_source on document (tenant_id, source_url) where source_url <> '';
