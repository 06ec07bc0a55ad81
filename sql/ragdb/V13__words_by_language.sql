-- A chunk's words are read in the language of its document: stems and stop words are its own.
-- Invariant: as before; what is not known is read as English.

create function words_config(language text) returns regconfig
  language sql immutable parallel safe
as $$
  -- 'de-DE' and 'de_DE' are 'de'.
  select case lower(left(language, 2))
    when 'ar' then 'arabic' when 'da' then 'danish' when 'de' then 'german' when 'el' then 'greek'
    when 'es' then 'spanish' when 'fi' then 'finnish' when 'fr' then 'french' when 'hi' then 'hindi'
    when 'it' then 'italian' when 'nl' then 'dutch' when 'no' then 'norwegian'
    when 'pt' then 'portuguese' when 'ru' then 'russian' when 'sv' then 'swedish'
    when 'tr' then 'turkish' else 'english' end::regconfig
$$;
revoke all on function words_config(text) from public;
grant execute on function words_config(text) to concierge_app, concierge_owner;

-- Until the end of this script their owner may see all tenants' rows without naming one.
alter table chunk no force row level security;
alter table document no force row level security;
update chunk c
  set words = to_tsvector(words_config(d.language),
                          case when c.heading_path = '' then c.content
                               else c.heading_path || E'\n' || c.content end)
  from document d
  where d.tenant_id = c.tenant_id and d.id = c.document_id and words_config(d.language) <> 'english'::regconfig;
alter table chunk force row level security;
alter table document force row level security;
