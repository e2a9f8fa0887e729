/* Reading lists of partners: see the header. */
#include "share/party_list.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>

#include "base/csv.h"
#include "base/file.h"

enum column { C_NAME, C_ROLE, C_COUNTRY, C_DUTY, C_TIER, C_MAY, C_CONTACTS, C_KEY, C_CERTIFICATE, COLUMNS };
static const char *const COLUMN_NAMES[COLUMNS] = { "name", "role", "country", "duty_to_report", "tier", "may",
	"contacts", "key", "certificate" };
#define CELLS_MAX 64

struct list {
	struct case_dir *c;
	struct sealers *sealers;
	struct str folder; /* Of the list, with its slash; "" for here. */
	struct str by;
	enum tlp tlp;
	party_list_fn *fn;
	void *arg;
};

/* One row, whichever form it came in: a p of NULL is a column that is not there. */
struct row {
	uint64_t line;
	struct str cell[COLUMNS];
};

/* A file that the list names lies beside it, and nowhere else. */
static int
read_beside(const struct list *l, struct str name, struct buf *b, struct err *e)
{
	char path[PATH_MAX];

	if (str_chr(name, '\0') != STR_NPOS || str_starts(name, STR("/")) ||
	    str_find(name, STR("..")) != STR_NPOS)
		return (err_set(e, ERR_SYNTAX, "a file beside the list is meant, not %.*s",
		    STR_ARG(str_sub(name, 0, 80))));
	(void)snprintf(path, sizeof(path), "%.*s%.*s", STR_ARG(l->folder), STR_ARG(name));
	return (file_read(b, AT_FDCWD, path, e));
}

static int
read_may(struct party_change *x, struct str cell, struct err *e)
{
	enum policy_stage stage;
	struct str part;
	int rc;

	x->has_may = true;
	while (cell.n > 0 && str_split(&cell, ';', &part)) {
		part = str_trim(part);
		if (part.n > 0 && (rc = policy_stage_parse(&stage, part, e)) != 0)
			return (rc);
		if (part.n > 0)
			x->may |= POLICY_STAGE(stage);
	}
	return (0);
}

static int
read_contacts(struct party_change *x, struct str cell, struct err *e)
{
	struct str part;

	x->has_contacts = true;
	while (cell.n > 0 && str_split(&cell, ';', &part)) {
		part = str_trim(part);
		if (part.n == 0)
			continue;
		if (x->contacts == PARTY_CONTACTS_MAX)
			return (err_set(e, ERR_LIMIT, "more than %d contacts", PARTY_CONTACTS_MAX));
		x->contact[x->contacts++] = part;
	}
	return (0);
}

static int
read_duty(struct party_change *x, struct str cell, struct err *e)
{
	x->has_duty = true;
	x->duty_to_report = str_ieq(cell, STR("yes")) || str_ieq(cell, STR("true")) || str_eq(cell, STR("1"));
	if (x->duty_to_report || cell.n == 0 || str_ieq(cell, STR("no")) || str_ieq(cell, STR("false")) ||
	    str_eq(cell, STR("0")))
		return (0);
	return (err_set(e, ERR_SYNTAX, "duty_to_report is yes or no"));
}

/* Two letters, made capitals. */
static int
read_country(struct party_change *x, struct str cell, char out[3], struct err *e)
{
	x->country = (struct str){ out, 0 };
	if (cell.n == 0)
		return (0);
	for (size_t i = 0; i < 2 && cell.n == 2; i++) {
		out[i] = cell.p[i] >= 'a' && cell.p[i] <= 'z' ? (char)(cell.p[i] - 32) : cell.p[i];
		x->country.n += out[i] >= 'A' && out[i] <= 'Z';
	}
	return (x->country.n == 2 ? 0 : err_set(e, ERR_SYNTAX, "a country has two letters, as DE"));
}

/* The cells as a change; an empty role, key or certificate is as good as none. */
static int
change_of(const struct row *r, struct party_change *x, char country[3], struct err *e)
{
	const struct str *cell = r->cell;
	int rc = 0;

	x->name = cell[C_NAME];
	if (cell[C_ROLE].n > 0) {
		x->has_role = true;
		rc = policy_role_parse(&x->role, cell[C_ROLE], e);
	}
	if (rc == 0 && cell[C_COUNTRY].p != NULL)
		rc = read_country(x, cell[C_COUNTRY], country, e);
	if (rc == 0 && cell[C_DUTY].p != NULL)
		rc = read_duty(x, cell[C_DUTY], e);
	if (rc == 0 && cell[C_MAY].n > 0)
		rc = read_may(x, cell[C_MAY], e);
	if (rc == 0 && cell[C_CONTACTS].p != NULL)
		rc = read_contacts(x, cell[C_CONTACTS], e);
	x->tier = cell[C_TIER];
	return (rc);
}

static void
enter(const struct list *l, const struct row *r)
{
	struct party_change x = { .by = l->by, .tlp = l->tlp };
	struct buf key = BUF(PARTY_LIST_MAX), certificate = BUF(PARTY_LIST_MAX);
	struct party_done done = { 0 };
	struct err e = { 0 };
	char country[3];
	int rc = change_of(r, &x, country, &e);

	if (rc == 0 && r->cell[C_KEY].n > 0 && (rc = read_beside(l, r->cell[C_KEY], &key, &e)) == 0)
		x.key_file = buf_view(&key);
	if (rc == 0 && r->cell[C_CERTIFICATE].n > 0 &&
	    (rc = read_beside(l, r->cell[C_CERTIFICATE], &certificate, &e)) == 0)
		x.certificate = buf_view(&certificate);
	if (rc == 0)
		rc = party_put(l->c, l->sealers, &x, &done, &e);
	l->fn(l->arg, r->line, x.name, &done, rc == 0 ? NULL : &e);
	buf_free(&key);
	buf_free(&certificate);
}

/* Which cell each column is in, SIZE_MAX where it is not there. */
static int
read_header(struct str record, size_t at[COLUMNS], struct err *e)
{
	struct str cell[CELLS_MAX];
	struct buf scratch = BUF(PARTY_LIST_MAX);
	size_t n = csv_split(record, ',', cell, CELLS_MAX, &scratch);

	if (n > CELLS_MAX)
		n = CELLS_MAX;
	for (size_t c = 0; c < COLUMNS; c++)
		at[c] = csv_column(cell, n, str_of(COLUMN_NAMES[c]));
	buf_free(&scratch);
	return (at[C_NAME] == SIZE_MAX ? err_set(e, ERR_SYNTAX, "the header has no column \"name\"") : 0);
}

static int
read_csv(const struct list *l, struct str text, struct err *e)
{
	struct buf scratch = BUF(PARTY_LIST_MAX);
	struct str cell[CELLS_MAX];
	size_t at[COLUMNS], used, n;
	uint64_t line = 1;
	bool open;
	int rc;

	used = csv_record(text, &open);
	if ((rc = read_header(str_sub(text, 0, used), at, e)) != 0)
		return (err_line(e, 1), rc);
	for (;;) {
		struct row r = { .line = line += str_count(str_sub(text, 0, used), '\n') };

		text = str_sub(text, used, text.n);
		if (text.n == 0)
			break;
		used = csv_record(text, &open);
		if (str_trim(str_sub(text, 0, used)).n == 0)
			continue;
		n = csv_split(str_sub(text, 0, used), ',', cell, CELLS_MAX, &scratch);
		for (size_t c = 0; c < COLUMNS; c++) {
			if (at[c] < n && at[c] < CELLS_MAX)
				r.cell[c] = str_trim(cell[at[c]]);
		}
		enter(l, &r);
	}
	buf_free(&scratch);
	return (0);
}

/* A member as a cell: texts as they are, true and false as words, lists joined by ";". */
static struct str
cell_of(const json_t *value, struct arena *arena)
{
	struct buf b = BUF(PARTY_LIST_MAX);
	struct str kept;
	const json_t *item;
	size_t i;

	if (value == NULL || json_is_null(value))
		return ((struct str){ NULL, 0 });
	if (json_is_string(value))
		buf_put(&b, json_string_value(value), json_string_length(value));
	else if (json_is_boolean(value))
		buf_cstr(&b, json_is_true(value) ? "yes" : "no");
	json_array_foreach(value, i, item)
	{
		buf_cstr(&b, i > 0 ? ";" : "");
		buf_cstr(&b, json_is_string(item) ? json_string_value(item) : "");
	}
	kept = arena_str(arena, buf_view(&b));
	buf_free(&b);
	return (kept);
}

static void
enter_object(const struct list *l, const json_t *object, uint64_t line)
{
	struct arena arena = { 0 };
	struct row r = { .line = line };

	for (size_t c = 0; c < COLUMNS; c++)
		r.cell[c] = cell_of(json_object_get(object, COLUMN_NAMES[c]), &arena);
	if (r.cell[C_NAME].p == NULL)
		r.cell[C_NAME] = STR("");
	enter(l, &r);
	arena_free(&arena);
}

static int
read_json(const struct list *l, struct str text, struct err *e)
{
	struct str rest = text, one;
	uint64_t line = 0;
	json_error_t fault;
	json_t *all = json_loadb(text.p, text.n, 0, &fault), *object;
	size_t i;

	json_array_foreach(all, i, object) enter_object(l, object, i + 1);
	if (json_is_array(all)) {
		json_decref(all);
		return (0);
	}
	json_decref(all);
	/* One object a line, then. */
	while (rest.n > 0 && str_split(&rest, '\n', &one)) {
		line++;
		if (str_trim(one).n == 0)
			continue;
		object = json_loadb(one.p, one.n, 0, &fault);
		if (!json_is_object(object)) {
			json_decref(object);
			(void)err_set(e, ERR_SYNTAX, "neither an array of partners nor one object a line");
			return (err_line(e, line), ERR_SYNTAX);
		}
		enter_object(l, object, line);
		json_decref(object);
	}
	return (0);
}

int
party_list_read(struct case_dir *c, struct sealers *s, const char *path, struct str by, enum tlp tlp,
    party_list_fn *fn, void *arg, struct err *e)
{
	struct list l = { .c = c, .sealers = s, .by = by, .tlp = tlp, .fn = fn, .arg = arg };
	struct buf text = BUF(PARTY_LIST_MAX);
	size_t slash = str_rchr(str_of(path), '/');
	struct str body, first;
	int rc = file_read(&text, AT_FDCWD, path, e);

	l.folder = slash == STR_NPOS ? STR("") : str_sub(str_of(path), 0, slash + 1);
	body = buf_view(&text);
	if (str_starts(body, STR("\xEF\xBB\xBF")))
		body = str_sub(body, 3, body.n);
	first = str_trim(body);
	if (rc == 0 && !str_is_utf8(body))
		rc = err_set(e, ERR_SYNTAX, "not UTF-8");
	else if (rc == 0 && first.n > 0 && (first.p[0] == '[' || first.p[0] == '{'))
		rc = read_json(&l, body, e);
	else if (rc == 0)
		rc = read_csv(&l, body, e);
	if (rc != 0)
		(void)err_in(e, path);
	buf_free(&text);
	return (rc);
}
