/* Writing lists of partners: see party_list.h. */
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <unistd.h>

#include "base/escape.h"
#include "base/file.h"
#include "base/jsonw.h"
#include "share/party_list.h"
#include "store/event.h"

/* The label of the entry that describes a party. */
static enum tlp
label(struct case_dir *c, const struct party *p)
{
	json_t *body = case_body(c, p->entry, NULL);
	enum tlp tlp = TLP_RED;

	(void)tlp_parse(&tlp, body_read_str(body, "tlp"), NULL);
	json_decref(body);
	return (tlp);
}

/* The name of the file that gets its key: by number, since a name may be anything. */
static void
key_name(const struct party *p, char out[64])
{
	(void)snprintf(
	    out, 64, "partner-%u.%s", p->number, str_eq(p->key.scheme, STR("age")) ? "age" : "asc");
}

static int
write_key(struct case_dir *c, const struct party *p, const char *path, struct err *e)
{
	struct buf bytes = BUF(PARTY_LIST_MAX);
	struct str folder = str_of(path);
	size_t slash = str_rchr(folder, '/');
	char name[64], to[PATH_MAX];
	struct sha256 sha;
	int fd, rc;

	if (hex_read(sha.b, sizeof(sha.b), p->key.sha256) != 0)
		return (0);
	if ((fd = blob_open(c, &sha, e)) < 0)
		return (fd);
	key_name(p, name);
	(void)snprintf(to, sizeof(to), "%.*s%s", slash == STR_NPOS ? 0 : (int)slash + 1, path, name);
	if ((rc = file_read_fd(&bytes, fd, e)) == 0)
		rc = file_replace(AT_FDCWD, to, buf_view(&bytes), 0600, false, e);
	(void)close(fd);
	buf_free(&bytes);
	return (rc);
}

/* The texts of a list, joined by ";". */
static void
join_contacts(struct buf *b, const struct party *p)
{
	for (size_t i = 0; i < p->contacts; i++) {
		buf_cstr(b, i > 0 ? ";" : "");
		buf_str(b, p->contact[i]);
	}
}

static void
join_may(struct buf *b, const struct party *p)
{
	bool any = false;

	for (unsigned s = 0; s < POLICY_STAGES; s++) {
		if ((p->may & POLICY_STAGE(s)) == 0)
			continue;
		buf_printf(b, "%s%s", any ? ";" : "", policy_stage_name((enum policy_stage)s));
		any = true;
	}
}

static void
put_csv(struct buf *b, const struct party *p, const char *key)
{
	struct buf may = BUF(4096), contacts = BUF(65536);
	const struct str cell[] = { p->name, str_of(policy_role_name(p->role)), p->country,
		p->duty_to_report ? STR("yes") : STR("no"), p->tier };

	join_may(&may, p);
	join_contacts(&contacts, p);
	for (size_t i = 0; i < sizeof(cell) / sizeof(cell[0]); i++) {
		escape_csv(b, cell[i]);
		buf_char(b, ',');
	}
	escape_csv(b, buf_view(&may));
	buf_char(b, ',');
	escape_csv(b, buf_view(&contacts));
	buf_printf(b, ",%s\n", key);
	buf_free(&may);
	buf_free(&contacts);
}

void
party_may_json(struct jsonw *w, unsigned may)
{
	jsonw_key(w, "may");
	jsonw_open(w, '[');
	for (unsigned s = 0; s < POLICY_STAGES; s++) {
		if ((may & POLICY_STAGE(s)) != 0)
			jsonw_str(w, str_of(policy_stage_name((enum policy_stage)s)));
	}
	jsonw_close(w, ']');
}

static void
put_json(struct buf *b, const struct party *p, const char *key)
{
	struct jsonw w = JSONW(b);

	jsonw_open(&w, '{');
	jsonw_kstr(&w, "name", p->name);
	jsonw_kcstr(&w, "role", policy_role_name(p->role));
	jsonw_kstr(&w, "country", p->country);
	jsonw_kbool(&w, "duty_to_report", p->duty_to_report);
	jsonw_kstr(&w, "tier", p->tier);
	party_may_json(&w, p->may);
	jsonw_key(&w, "contacts");
	jsonw_open(&w, '[');
	for (size_t i = 0; i < p->contacts; i++)
		jsonw_str(&w, p->contact[i]);
	jsonw_close(&w, ']');
	jsonw_kcstr(&w, "key", key);
	jsonw_close(&w, '}');
	buf_char(b, '\n');
}

int
party_list_write(struct case_dir *c, const struct share *s, const char *path, enum tlp audience,
    uint64_t *left_out, struct err *e)
{
	bool json = str_iends(str_of(path), STR(".json")) || str_iends(str_of(path), STR(".jsonl"));
	struct buf text = BUF(PARTY_LIST_MAX);
	char key[64];
	int rc = 0;

	*left_out = 0;
	if (!json)
		buf_cstr(&text, "name,role,country,duty_to_report,tier,may,contacts,key\n");
	for (size_t i = 0; i < s->parties && rc == 0; i++) {
		const struct party *p = &s->party[i];

		if (p->person || p->left)
			continue;
		if (!tlp_allows(audience, label(c, p))) {
			(*left_out)++;
			continue;
		}
		key[0] = '\0';
		if (p->key.fingerprint.n > 0)
			key_name(p, key);
		if (json)
			put_json(&text, p, key);
		else
			put_csv(&text, p, key);
		rc = write_key(c, p, path, e);
	}
	if (rc == 0 && (rc = buf_error(&text, e)) == 0)
		rc = file_replace(AT_FDCWD, path, buf_view(&text), 0600, false, e);
	buf_free(&text);
	return (rc);
}
