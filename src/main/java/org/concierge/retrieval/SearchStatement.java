package org.concierge.retrieval;

import java.util.Collections;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The statement of a hybrid search: how near each chunk is, and which of the question's words it
 * holds, each word counted for what it tells apart among the chunks that the reader may see
 * (inverse document frequency, Robertson and Sparck Jones 1976). Both are measured against all of
 * those chunks, as standard scores, and added: a side on which no chunk stands out says nothing, as
 * nearness does in a language that the model has not learnt. Chunks that hold an identifier of the
 * question stand before all others.
 */
final class SearchStatement {
  /** Words of a question that are looked for: the longest ones, which tell most apart. */
  private static final int MAX_TERMS = 32;

  /** Writing without spaces, as the function {@code words_text} takes it apart. */
  private static final Pattern JOINED =
      Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}]");

  /** So that there are few forms of the statement. */
  private static final int TERMS_STEP = 8;

  /**
   * With places for the terms, for what is exact and for the filter. A chunk's words are those of
   * its document's language, so that the question is read in each language that the tenant's
   * documents have. Of a term that the question does not have, everything is null.
   */
  private static final String SQL =
      """
      with question as materialized (
        select ?::vector as embedding, %3$s%8$s
        from (select array_agg(array_to_tsvector(array[lexeme])::text::tsquery
                               order by length(lexeme) desc, lexeme) as terms
              from (select distinct unnest(tsvector_to_array(
                             to_tsvector(words_config(l.language), words_text(?)))) as lexeme
                    from unnest(?::text[]) as l (language)) as lexemes) as asked),
      searched as materialized (
        select c.document_id, c.chunk_index, c.embedding <=> q.embedding as distance,
               %4$s%2$s
        from chunk c, question q
        where c.tenant_id = ? and c.index_id = ?%1$s),
      known as materialized (
        select avg(distance) as distance,
               greatest(stddev_pop(distance), 1e-6) as spread,
               %5$s
        from searched),
      worded as materialized (
        select s.*, %6$s as score
        from searched s, known k),
      level as materialized (
        select avg(score) as score, greatest(stddev_pop(score), 1e-6) as spread,
               nullif(0.1 * (select %7$s from known), 0) as most
        from worded),
      fused as (
        select document_id, chunk_index, distance, score,
               (0.5 + 0.5 * fit / (4 + abs(fit)))%9$s as combined
        from (select w.*,
                     (k.distance - w.distance) / k.spread + (w.score - l.score) / l.spread as fit
              from worded w, known k, level l) as measured
        order by combined desc, distance
        limit ?)
      select c.document_id, d.filename, d.title, c.page, c.chunk_index, c.heading_path, c.content,
             1 - f.distance as similarity, coalesce(f.score / l.most, 0) as keyword_score,
             f.combined
      from level l, fused f
      join chunk c using (document_id, chunk_index)
      join document d on d.tenant_id = c.tenant_id and d.id = c.document_id
      where c.tenant_id = ? and c.index_id = ?
      order by f.combined desc, f.distance
      """;

  /** Of one identifier: its digits keep the pattern from most chunks. */
  private static final String EXACT =
      """
      case when strpos(c.heading_path || ' ' || c.content, ?) > 0
            and c.heading_path || ' ' || c.content ~* ? then 1 else 0 end""";

  /**
   * The local model has learnt English: what it finds near a question in another language, and
   * without a word of it, is little more than chance. A question is in the language that knows most
   * of its words as small ones, which are left out of its index; where no language does, in that of
   * most documents, the first one.
   */
  private static final String WEIGHT =
      """
      ,
               (select case when coalesce(max(l.small) filter (where l.language in ('en', '')), 0)
                                 + case when (?::text[])[1] in ('en', '') then 0.5 else 0 end
                              > coalesce(max(l.small) filter (where l.language not in ('en', '')), 0)
                            then 1 else 0.1 end
                from (select language,
                             length(to_tsvector('simple', ?))
                               - length(to_tsvector(words_config(language), ?)) as small
                      from unnest(?::text[]) as known (language)) as l) as weight""";

  /** Only in some documents; its conditions follow. */
  private static final String FILTER =
      """

          and c.document_id in (
            select d.id from document d
            where d.tenant_id = ?""";

  /** What a term tells apart: little if many chunks have it. */
  private static final String IDF =
      """
      case when count(r%1$d) > 0 then
                 ln(1 + (count(*) - count(*) filter (where r%1$d > 0) + 0.5)
                        / (count(*) filter (where r%1$d > 0) + 0.5)) end as i%1$d""";

  private static final String NAMED = " and d.id = any (?::uuid[])";
  private static final String COLLECTED = " and d.collection_id = any (?::uuid[])";
  private static final String FACET =
      """

              and d.id in (select f.document_id from document_facet f
                           where f.tenant_id = ? and f.key = ? and f.value = ?)""";

  private SearchStatement() {}

  static String sql(Question question) {
    int identifiers = Identifiers.in(question.text()).size();
    String exact = String.join(" + ", Collections.nCopies(identifiers, EXACT));
    return SQL.formatted(
        conditions(question.filter()),
        identifiers == 0 ? "" : ",\n" + exact + " as exact",
        each(question, ", ", "terms[%1$d] as t%1$d"),
        each(question, ", ", "ts_rank(c.words, q.t%1$d) as r%1$d"),
        each(question, ", ", IDF),
        each(question, " + ", "coalesce(r%1$d * i%1$d, 0)"),
        each(question, " + ", "coalesce(i%1$d, 0)"),
        question.weighted() ? WEIGHT : "",
        (question.weighted()
                ? " * case when score > 0 then 1 else (select weight from question) end"
                : "")
            + (identifiers == 0 ? "" : " / %1$d + exact * 1.0 / %1$d".formatted(identifiers + 1)));
  }

  private static String each(Question question, String between, String form) {
    return IntStream.rangeClosed(1, terms(question))
        .mapToObj(form::formatted)
        .collect(Collectors.joining(between));
  }

  /** At least as many as the question has, most of the time: small words are none. */
  private static int terms(Question question) {
    String text = question.text();
    long words = text.split("[^\\p{L}\\p{N}]+", MAX_TERMS + 1).length;
    // Where words are not set apart, each letter but the last begins a term.
    long meant = words * question.languages().size() + JOINED.matcher(text).results().count();
    return (int) Math.min(MAX_TERMS, (meant + TERMS_STEP - 1) / TERMS_STEP * TERMS_STEP);
  }

  private static String conditions(Filter filter) {
    if (filter.isEmpty()) {
      return "";
    }
    return FILTER
        + (filter.documents().isEmpty() ? "" : NAMED)
        + (filter.collections().isEmpty() ? "" : COLLECTED)
        + FACET.repeat(filter.metadata().size() + filter.tags().size())
        + ")";
  }
}
