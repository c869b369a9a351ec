-- Search over a million members: the words of number, name and addresses, each found by how it begins. Not trigrams, which
-- need an extension that not every server has. A word is letters and digits; the number is also there without its
-- leading zeros, as people say it.
CREATE FUNCTION search_words(search text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN array_to_tsvector(array_remove(
        regexp_split_to_array(search COLLATE pg_unicode_fast, '[^[:alnum:]]+')
            || ltrim(split_part(search, ' ', 1), '0'), ''));

-- What must be among a member's words for the searched ones to occur; null where they have no letter and no digit.
CREATE FUNCTION search_query(searched text) RETURNS tsquery
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (SELECT string_agg(quote_literal(word) || ':*', ' & ')::tsquery
            FROM regexp_split_to_table(searched COLLATE pg_unicode_fast, '[^[:alnum:]]+') AS word WHERE word <> '');

CREATE INDEX member_words ON member USING gin (search_words(search)) WITH (gin_pending_list_limit = 32768);
