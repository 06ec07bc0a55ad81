-- Chinese, Japanese and Korean do not end a word at a space: a run of their letters is looked for by
-- each two that stand together, as Lucene's CJKBigramFilter does.
-- Invariant: chunks and questions go through the same function.

create function words_text(content text) returns text
  language sql immutable parallel safe
as $$
  select case when content ~ '[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]' then
    -- The pairs that begin at the first letter of each run, among all that is written otherwise, ...
    regexp_replace(
      regexp_replace(content,
                     '([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]+)', ' \1 ', 'g'),
      '([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]{2})', '\1 ', 'g')
    || ' ' ||
    -- ... and those that begin at the second one.
    regexp_replace(
      regexp_replace(content,
                     '(^|[^\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]+)'
                     || '[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]?', ' ', 'g'),
      '([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]{2})', '\1 ', 'g')
  else content end
$$;
revoke all on function words_text(text) from public;
grant execute on function words_text(text) to concierge_app, concierge_owner;

-- Until the end of this script their owner may see all tenants' rows without naming one.
alter table chunk no force row level security;
alter table document no force row level security;
update chunk c
  set words = to_tsvector(words_config(d.language),
                          words_text(case when c.heading_path = '' then c.content
                                          else c.heading_path || E'\n' || c.content end))
  from document d
  where d.tenant_id = c.tenant_id and d.id = c.document_id
    and c.heading_path || c.content ~ '[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]';
alter table chunk force row level security;
alter table document force row level security;
