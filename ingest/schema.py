"""The tables of a library file, as migrations: version N of the schema is the first N entries applied in order."""

APPLICATION_ID = 0x43424C31  # "CBL1": how a library file is told from any other SQLite file

MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    INSERT INTO meta VALUES ('revision', '0');

    -- An article is what stays the same while its text changes; a version is one text it had.
    CREATE TABLE articles (
        id TEXT PRIMARY KEY,
        version INTEGER NOT NULL,       -- the current one
        added TEXT NOT NULL             -- UTC, of the first version
    ) WITHOUT ROWID;
    CREATE TABLE versions (
        article_id TEXT NOT NULL REFERENCES articles ON DELETE CASCADE,
        version INTEGER NOT NULL,
        external_id TEXT,
        title TEXT NOT NULL,
        author TEXT NOT NULL,
        source TEXT NOT NULL,
        url TEXT NOT NULL,
        published TEXT NOT NULL,        -- ISO 8601 as precise as given, or ''
        language TEXT NOT NULL,
        content_hash TEXT NOT NULL,
        dropped TEXT NOT NULL,          -- JSON list of residue lines
        added TEXT NOT NULL,
        PRIMARY KEY (article_id, version)
    ) WITHOUT ROWID;
    CREATE INDEX versions_by_content ON versions (content_hash);
    CREATE TABLE originals (            -- the bytes a version was read from, compressed
        article_id TEXT NOT NULL,
        version INTEGER NOT NULL,
        media_type TEXT NOT NULL,
        body BLOB NOT NULL,
        PRIMARY KEY (article_id, version),
        FOREIGN KEY (article_id, version) REFERENCES versions ON DELETE CASCADE
    );
    -- Every place where an article was met, exact copies included: nothing that was given is forgotten.
    CREATE TABLE sightings (
        article_id TEXT NOT NULL REFERENCES articles ON DELETE CASCADE,
        locator TEXT NOT NULL,
        external_id TEXT NOT NULL,
        title TEXT NOT NULL,
        source TEXT NOT NULL,
        url TEXT NOT NULL,
        published TEXT NOT NULL,
        is_copy INTEGER NOT NULL,       -- 1: another article's exact words
        seen TEXT NOT NULL,
        PRIMARY KEY (article_id, url, source, external_id, published)
    ) WITHOUT ROWID;

    CREATE TABLE paragraphs (
        id INTEGER PRIMARY KEY,
        article_id TEXT NOT NULL,
        version INTEGER NOT NULL,
        number INTEGER NOT NULL,
        heading TEXT NOT NULL,
        text TEXT NOT NULL,
        UNIQUE (article_id, version, number),
        FOREIGN KEY (article_id, version) REFERENCES versions ON DELETE CASCADE
    );
    -- Current versions only; the rowid is the paragraph's.
    CREATE VIRTUAL TABLE paragraphs_fts USING fts5 (
        text, heading, title, tokenize = "porter unicode61 remove_diacritics 2"
    );

    CREATE TABLE models (id INTEGER PRIMARY KEY, identity TEXT NOT NULL UNIQUE, dimension INTEGER NOT NULL);
    CREATE TABLE chunks (               -- current versions only; ids are never given twice
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        article_id TEXT NOT NULL REFERENCES articles ON DELETE CASCADE,
        version INTEGER NOT NULL,
        first INTEGER NOT NULL,
        last INTEGER NOT NULL,
        text TEXT NOT NULL
    );
    CREATE INDEX chunks_by_article ON chunks (article_id);
    CREATE TABLE embeddings (
        model_id INTEGER NOT NULL REFERENCES models,
        chunk_id INTEGER NOT NULL REFERENCES chunks ON DELETE CASCADE,
        vector BLOB NOT NULL,           -- float32, little-endian, of length 1
        PRIMARY KEY (model_id, chunk_id)
    ) WITHOUT ROWID;

    CREATE TABLE conversations (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        created TEXT NOT NULL,
        updated TEXT NOT NULL
    );
    CREATE TABLE turns (
        conversation_id INTEGER NOT NULL REFERENCES conversations ON DELETE CASCADE,
        number INTEGER NOT NULL,
        question TEXT NOT NULL,
        answer TEXT NOT NULL,           -- JSON, complete: an old answer can be shown without its articles
        asked TEXT NOT NULL,
        PRIMARY KEY (conversation_id, number)
    ) WITHOUT ROWID;
    """,
    """
    -- A near copy is an article of its own that names the article it came from; NULL: it is an origin itself.
    ALTER TABLE articles ADD COLUMN origin_of TEXT REFERENCES articles (id) ON DELETE SET NULL;
    ALTER TABLE articles ADD COLUMN compared INTEGER NOT NULL DEFAULT 0;    -- version of its signature; 0: none yet
    ALTER TABLE articles ADD COLUMN gone TEXT NOT NULL DEFAULT '';          -- when its outlet took it back, or ''
    ALTER TABLE articles ADD COLUMN gone_reason TEXT NOT NULL DEFAULT '';
    ALTER TABLE versions ADD COLUMN modified TEXT NOT NULL DEFAULT '';      -- when the outlet last changed it, or ''
    ALTER TABLE versions ADD COLUMN notes TEXT NOT NULL DEFAULT '[]';       -- JSON list: doubts about its date, language
    CREATE INDEX articles_by_origin ON articles (origin_of) WHERE origin_of IS NOT NULL;
    CREATE INDEX versions_by_url ON versions (url) WHERE url != '';
    -- The bands of each article's MinHash signature: near copies share some, other articles hardly any.
    CREATE TABLE bands (
        band INTEGER NOT NULL,
        article_id TEXT NOT NULL REFERENCES articles ON DELETE CASCADE,
        PRIMARY KEY (band, article_id)
    ) WITHOUT ROWID;
    CREATE INDEX bands_by_article ON bands (article_id);
    """,
    """
    CREATE TABLE feeds (
        id INTEGER PRIMARY KEY,
        address TEXT NOT NULL,          -- as it is asked for
        name TEXT NOT NULL UNIQUE,      -- the canonical address, by which a feed is known
        title TEXT NOT NULL,
        kind TEXT NOT NULL,             -- '' until it was read once
        etag TEXT NOT NULL,
        last_modified TEXT NOT NULL,
        added TEXT NOT NULL,
        next_check TEXT NOT NULL,       -- times are UTC, '' for never
        last_check TEXT NOT NULL,
        last_success TEXT NOT NULL,
        last_whole TEXT NOT NULL,       -- when its content, not "not modified", was last received
        last_error TEXT NOT NULL,       -- in words, '' after a success
        problems TEXT NOT NULL,         -- in words, what could not be read at the last success
        failures INTEGER NOT NULL,      -- since the last success
        gained INTEGER NOT NULL,        -- articles
        retired TEXT NOT NULL           -- since when it is not asked any more, '' while it is
    );
    -- Every entry a feed has shown. It is written down, waiting, in the transaction that moves the feed's validators, and
    -- ceases to wait only after its article is stored.
    CREATE TABLE feed_entries (
        feed_id INTEGER NOT NULL REFERENCES feeds ON DELETE CASCADE,
        entry TEXT NOT NULL,            -- its address, or its id where several share one address
        says TEXT NOT NULL,             -- a hash of its title and text
        waiting TEXT,                   -- the entry as JSON while its article is not stored, then NULL
        tries INTEGER NOT NULL,
        article_id TEXT,                -- no reference: the entry of an article that was removed stays seen
        reason TEXT NOT NULL,           -- in words, why there is no article, or only the feed's own text
        seen TEXT NOT NULL,
        PRIMARY KEY (feed_id, entry)
    ) WITHOUT ROWID;
    CREATE INDEX feed_entries_by_article ON feed_entries (article_id);
    CREATE INDEX feed_entries_waiting ON feed_entries (feed_id) WHERE waiting IS NOT NULL;
    -- What a server said last about an address, for asking "changed since?".
    CREATE TABLE validators (
        address TEXT PRIMARY KEY,       -- canonical
        article_id TEXT NOT NULL REFERENCES articles ON DELETE CASCADE,
        own INTEGER NOT NULL,           -- 0: it shows an exact copy of an article that was met elsewhere
        etag TEXT NOT NULL,
        last_modified TEXT NOT NULL,
        checked TEXT NOT NULL
    ) WITHOUT ROWID;
    """,
    """
    -- What was read off a version by rules that may change: derived, made anew when they do.
    CREATE TABLE readings (
        article_id TEXT NOT NULL,
        version INTEGER NOT NULL,
        rules INTEGER NOT NULL,
        body TEXT NOT NULL,             -- JSON
        PRIMARY KEY (article_id, version),
        FOREIGN KEY (article_id, version) REFERENCES versions ON DELETE CASCADE
    ) WITHOUT ROWID;
    -- Every briefing that was made, for ever; a day whose articles have changed since gets a further edition.
    CREATE TABLE briefings (
        day TEXT NOT NULL,              -- ISO, the reader's
        scope TEXT NOT NULL,            -- what narrows it, in words; '' for the whole day
        edition INTEGER NOT NULL,       -- from 1
        made TEXT NOT NULL,             -- UTC
        body TEXT NOT NULL,             -- JSON, complete: it can be shown without its articles
        PRIMARY KEY (day, scope, edition)
    ) WITHOUT ROWID;
    """,
    """
    -- A story keeps its id while its articles come and go; which articles are in it is found by the assistant.
    CREATE TABLE stories (
        id TEXT PRIMARY KEY,
        opened TEXT NOT NULL,           -- the day of its earliest article when it was opened
        title TEXT NOT NULL             -- given by a person, or ''
    ) WITHOUT ROWID;
    CREATE TABLE story_articles (
        article_id TEXT PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
        story_id TEXT NOT NULL REFERENCES stories
    ) WITHOUT ROWID;
    CREATE INDEX story_articles_by_story ON story_articles (story_id);
    -- What a person ruled on two articles. No references: an article that is removed and comes back finds its rulings.
    CREATE TABLE story_rulings (
        one TEXT NOT NULL,              -- the smaller id
        other TEXT NOT NULL,
        together INTEGER NOT NULL,      -- 1: one story, 0: never one story
        PRIMARY KEY (one, other)
    ) WITHOUT ROWID;
    -- What articles are compared by. Derived: made anew where it is missing or was made by another rule.
    CREATE TABLE gists (
        article_id TEXT PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
        version INTEGER NOT NULL,
        rule TEXT NOT NULL,             -- how it was made, and by which model
        day INTEGER,                    -- ordinal of the UTC day it was published, NULL for undated
        arrived INTEGER NOT NULL,       -- ordinal of the UTC day it was added
        titled INTEGER NOT NULL,        -- 1: its text bears out its title
        vector BLOB NOT NULL            -- float16, little-endian
    );
    CREATE INDEX gists_by_day ON gists (day);
    CREATE INDEX gists_by_arrival ON gists (arrived);
    """,
    """
    -- The names by which articles are kin, hashed: uint32, little-endian.
    ALTER TABLE gists ADD COLUMN names BLOB NOT NULL DEFAULT x'';
    """,
    """
    -- A question without an answer yet; it goes in the transaction that adds its turn.
    CREATE TABLE open_questions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        conversation_id INTEGER NOT NULL REFERENCES conversations ON DELETE CASCADE,
        question TEXT NOT NULL,
        asked TEXT NOT NULL,
        asker TEXT NOT NULL             -- the process that is to answer it, by the name of its lock
    );
    CREATE INDEX open_questions_by_conversation ON open_questions (conversation_id);
    """,
    """
    -- What a reader judged of an answer. The question, filters, answer and citations are those of its turn, which never change.
    CREATE TABLE judgements (
        conversation_id INTEGER NOT NULL,
        turn INTEGER NOT NULL,
        claim INTEGER NOT NULL,         -- which sentence of the answer, from 0; -1: the answer as a whole
        article_id TEXT NOT NULL,       -- of the paragraph that is judged beside a sentence, or ''
        version INTEGER NOT NULL,
        paragraph INTEGER NOT NULL,
        verdict TEXT NOT NULL,          -- of an answer: 'right', 'wrong'; of a paragraph: 'does not say that'
        given TEXT NOT NULL,            -- UTC
        PRIMARY KEY (conversation_id, turn, claim, article_id, version, paragraph),
        FOREIGN KEY (conversation_id, turn) REFERENCES turns (conversation_id, number) ON DELETE CASCADE
    ) WITHOUT ROWID;
    """,
)
