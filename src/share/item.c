/* Bodies of share's entries: see the header. */
#include "share/item.h"

#include <pwd.h>
#include <stdio.h>
#include <unistd.h>

#include "store/event.h"
#include "store/sql.h"

json_t *
item_new(const char *type, enum tlp tlp, struct str by)
{
	const instant_us now = instant_now_second();
	json_t *body = json_object();

	item_set(body, "type", str_of(type));
	item_set(body, "tlp", str_of(tlp_name(tlp)));
	item_set(body, "by", by);
	(void)json_object_set_new(body, "known", body_instant((struct instant){ now, now }));
	return (body);
}

void
item_set(json_t *body, const char *key, struct str s)
{
	(void)json_object_set_new(body, key, body_str(s));
}

void
item_set_u64(json_t *body, const char *key, uint64_t v)
{
	(void)json_object_set_new(body, key, json_integer((json_int_t)v));
}

void
item_set_blob(json_t *body, const char *key, struct str hex)
{
	json_t *blobs = json_object_get(body, "blobs");

	if (key != NULL)
		item_set(body, key, hex);
	if (blobs == NULL) {
		(void)json_object_set_new(body, "blobs", json_array());
		blobs = json_object_get(body, "blobs");
	}
	(void)json_array_append_new(blobs, body_str(hex));
}

struct str
item_user(void)
{
	static char name[80];
	const struct passwd *pw = getpwuid(geteuid());

	if (pw != NULL)
		(void)snprintf(name, sizeof(name), "%.64s", pw->pw_name);
	else
		(void)snprintf(name, sizeof(name), "uid %lu", (unsigned long)geteuid());
	return (str_of(name));
}

/* Every body as it stands; share/state.c reads them. */
static const char SCHEMA[] = "CREATE TABLE share_item(entry INTEGER PRIMARY KEY, type TEXT NOT NULL,"
			     " known INTEGER NOT NULL, recorded INTEGER NOT NULL, body TEXT NOT NULL);";

static int
keep(struct fold *f, const struct entry *entry, struct instant known, struct err *e)
{
	sqlite3_stmt *st = sql_prepare(f->db, "INSERT INTO share_item VALUES(?, ?, ?, ?, ?)", e);
	char *text;
	int rc;

	if (st == NULL)
		return (e->code);
	if ((text = json_dumps(entry->body, JSON_COMPACT)) == NULL) {
		(void)sqlite3_finalize(st);
		return (err_set(e, ERR_NOMEM, "out of memory"));
	}
	sql_bind_i64(st, 1, (int64_t)entry->number);
	sql_bind_str(st, 2, body_read_str(entry->body, "type"));
	sql_bind_i64(st, 3, known.latest);
	sql_bind_i64(st, 4, entry->recorded);
	sql_bind_str(st, 5, str_of(text));
	rc = sql_run(st, e);
	(void)sqlite3_finalize(st);
	free(text);
	return (rc);
}

static unsigned
number(const json_t *body, const char *key)
{
	return ((unsigned)json_integer_value(json_object_get(body, key)));
}

#define TEXT(body, key) STR_ARG(body_read_str(body, key))

/* What the timeline says of an entry; nothing where it is no event.  Parties stand there by number. */
static void
say_bulletin(struct buf *b, const json_t *body)
{
	struct str act = body_read_str(body, "act");

	if (str_eq(act, STR("end")))
		buf_printf(b, "%.*s: embargo ended early: %.*s", TEXT(body, "id"), TEXT(body, "why"));
	else
		buf_printf(b, "%.*s: %s %u, embargo until %.*s", TEXT(body, "id"),
		    str_eq(act, STR("new")) ? "bulletin opened, revision" : "revision",
		    number(body, "revision"), TEXT(body, "embargo_text"));
}

static const char *
cs_words(struct str event)
{
	static const char *const words[][2] = { { "V", "the vendor knows" }, { "F", "a fix is ready" },
		{ "D", "a fix is deployed" }, { "P", "the matter is public" },
		{ "X", "an exploit is public" }, { "A", "attacks are seen" } };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (str_eq(event, str_of(words[i][0])))
			return (words[i][1]);
	}
	return ("something happened");
}

static void
say_event(struct buf *b, const json_t *body)
{
	buf_printf(b, "%.*s: %s", TEXT(body, "id"), cs_words(body_read_str(body, "event")));
}

static void
say_consent(struct buf *b, const json_t *body)
{
	struct str action = body_read_str(body, "action");

	/* That everyone is invited goes without saying: the bulletin opens with it. */
	if (str_eq(action, STR("invite")))
		return;
	buf_printf(b, "%.*s: partner %u %s the embargo (revision %u)", TEXT(body, "bulletin"),
	    number(body, "number"), str_eq(action, STR("accept")) ? "accepted" : "declined",
	    number(body, "revision"));
	if (str_eq(body_read_str(body, "entered_by"), STR("desk")))
		buf_cstr(b, ", entered by the desk");
}

static void
say_approval(struct buf *b, const json_t *body)
{
	buf_printf(b, "%.*s: %.*s approved for release (revision %u)", TEXT(body, "bulletin"),
	    TEXT(body, "stage"), number(body, "revision"));
}

static void
say_act(struct buf *b, const json_t *body)
{
	buf_printf(b, "%.*s: %.*s released, %u marked copies (revision %u)", TEXT(body, "bulletin"),
	    TEXT(body, "stage"), number(body, "copies"), number(body, "revision"));
}

static void
say_ack(struct buf *b, const json_t *body)
{
	buf_printf(b, "copy %u acknowledged by partner %u", number(body, "copy"), number(body, "number"));
	if (str_eq(body_read_str(body, "entered_by"), STR("desk")))
		buf_cstr(b, ", entered by the desk");
}

static void
say_access(struct buf *b, const json_t *body)
{
	if (str_eq(body_read_str(body, "what"), STR("download")))
		buf_printf(
		    b, "copy %u downloaded by partner %u", number(body, "copy"), number(body, "number"));
}

static int
fold_item(
    struct fold *f, const struct entry *entry, void (*say)(struct buf *b, const json_t *body), struct err *e)
{
	const json_t *happened = json_object_get(entry->body, "happened");
	struct event event = { .entry = entry->number, .recorded = entry->recorded, .lane = STR("share") };
	struct buf text = BUF(16384);
	int rc;

	event.source.document = body_read_str(entry->body, "by");
	if ((rc = body_read_known(entry->body, &event.known, &event.tlp, e)) != 0 ||
	    (rc = keep(f, entry, event.known, e)) != 0)
		return (rc);
	event.happened = event.known;
	if (happened != NULL && (rc = body_read_instant(&event.happened, happened, e)) != 0)
		return (rc);
	if (say != NULL)
		say(&text, entry->body);
	/* What says nothing is no event. */
	return (text.n > 0 || text.failed != 0 ? event_say(f, &event, &text, e) : 0);
}

#define FOLD(name, say)                                                              \
	static int fold_##name(struct fold *f, const struct entry *x, struct err *e) \
	{                                                                            \
		return (fold_item(f, x, say, e));                                    \
	}
FOLD(quiet, NULL)
FOLD(bulletin, say_bulletin)
FOLD(event, say_event)
FOLD(consent, say_consent)
FOLD(approval, say_approval)
FOLD(act, say_act)
FOLD(ack, say_ack)
FOLD(access, say_access)

const struct fold_ops share_folds[SHARE_FOLDS] = {
	{ "party", SCHEMA, fold_quiet, false },
	{ "party-key", NULL, fold_quiet, false },
	{ "policy", NULL, fold_quiet, false },
	{ "bulletin", NULL, fold_bulletin, false },
	{ "bulletin-event", NULL, fold_event, false },
	{ "consent", NULL, fold_consent, false },
	{ "approval", NULL, fold_approval, false },
	{ "release-act", NULL, fold_act, false },
	{ "release", NULL, fold_quiet, false },
	{ "sealed", NULL, fold_quiet, false },
	{ "ack", NULL, fold_ack, false },
	{ "access", NULL, fold_access, false },
};
