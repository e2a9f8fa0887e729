/* athar share person add|list, athar share partner add|list|leave|confirm: who may approve, and who is told. */
#include <stdlib.h>

#include "base/table.h"
#include "cli/commands.h"
#include "cli/share_desk.h"

/* One party as a line; persons have the role desk. */
static void
print_line(const struct cli *c, const struct party *p, struct buf *b)
{
	struct jsonw w = JSONW(b);

	jsonw_open(&w, '{');
	jsonw_kstr(&w, p->person ? "person" : "partner", p->name);
	jsonw_kcstr(&w, "role", p->person ? "desk" : policy_role_name(p->role));
	jsonw_kstr(&w, "fingerprint", p->key.fingerprint);
	if (p->country.n > 0)
		jsonw_kstr(&w, "country", p->country);
	else
		jsonw_kcstr(&w, "country", NULL);
	jsonw_kbool(&w, "duty_to_report", p->duty_to_report);
	jsonw_kcstr(&w, "state", party_state(p));
	jsonw_kstr(&w, "tier", p->tier);
	jsonw_ku64(&w, "number", p->number);
	party_may_json(&w, p->may);
	if (p->pending.fingerprint.n > 0)
		jsonw_kstr(&w, "key_waits", p->pending.fingerprint);
	jsonw_close(&w, '}');
	cli_line(c, b);
}

static void
table_row(struct table *t, const struct party *p)
{
	table_cell(t, p->name);
	table_printf(t, "%s", p->person ? "desk" : policy_role_name(p->role));
	table_cell(t, p->country);
	table_printf(t, "%s", p->duty_to_report ? "yes" : "");
	table_cell(t, p->tier);
	table_printf(t, "%s", party_state(p));
	table_cell(t, p->pending.fingerprint.n > 0 ? p->pending.fingerprint : p->key.fingerprint);
}

static int
by_name(const void *a, const void *b)
{
	return (str_order(((const struct party *)a)->name, ((const struct party *)b)->name));
}

/* All persons or all partners; ${only} narrows to one name. */
static void
print_parties(const struct cli *c, const struct share *s, bool persons, struct str only)
{
	struct table *t = table_new("name|role|country|duty|tier|state|key");
	struct buf b = BUF(65536);

	if (s->parties > 0)
		qsort(s->party, s->parties, sizeof(*s->party), by_name);
	for (size_t i = 0; i < s->parties && t != NULL; i++) {
		const struct party *p = &s->party[i];

		if (p->person != persons || (only.n > 0 && !str_eq(p->name, only)))
			continue;
		if (c->json)
			print_line(c, p, &b);
		else
			table_row(t, p);
	}
	if (t != NULL && !c->json)
		table_print(t, c->out);
	table_free(t);
	buf_free(&b);
}

static int
list(struct cli *c, bool persons)
{
	struct share_desk d = { 0 };
	struct err e = { 0 };
	int status = EXIT_DONE;

	if (share_desk_open(&d, c, &e) != 0)
		status = cli_fail(c, &e);
	else
		print_parties(c, &d.s, persons, STR(""));
	share_desk_close(&d);
	return (status);
}

int
cmd_share_person_list(struct cli *c)
{
	return (list(c, true));
}

int
cmd_share_partner_list(struct cli *c)
{
	return (list(c, false));
}

/* Two letters, as ISO 3166 writes a country. */
static int
read_country(const struct cli *c, struct party_change *x, char country[3])
{
	const char *text = cli_get(c, "country");

	if (text == NULL)
		return (0);
	if (strlen(text) != 2)
		return (cli_usage(c, "--country %s: expected two letters, as DE", text));
	for (int i = 0; i < 2; i++) {
		country[i] = text[i] >= 'a' && text[i] <= 'z' ? (char)(text[i] - 32) : text[i];
		if (country[i] < 'A' || country[i] > 'Z')
			return (cli_usage(c, "--country %s: expected two letters, as DE", text));
	}
	x->country = (struct str){ country, 2 };
	return (0);
}

static int
read_may(const struct cli *c, struct party_change *x)
{
	enum policy_stage stage;
	const char *text;
	struct err e;

	for (size_t i = 0; (text = cli_get_nth(c, "may", i)) != NULL; i++) {
		x->has_may = true;
		if (policy_stage_parse(&stage, str_of(text), &e) != 0)
			return (cli_usage(c, "--may: %s", e.text));
		x->may |= POLICY_STAGE(stage);
	}
	return (0);
}

static int
read_change(const struct cli *c, struct party_change *x, char country[3])
{
	const char *text;
	struct err e;
	int status;

	if ((text = cli_get(c, "role")) != NULL) {
		x->has_role = true;
		if (policy_role_parse(&x->role, str_of(text), &e) != 0)
			return (cli_usage(c, "--role: %s", e.text));
	}
	if ((status = read_country(c, x, country)) != 0 || (status = read_may(c, x)) != 0)
		return (status);
	for (size_t i = 0; (text = cli_get_nth(c, "contact", i)) != NULL; i++) {
		if (i == PARTY_CONTACTS_MAX)
			return (cli_usage(c, "--contact: at most %d", PARTY_CONTACTS_MAX));
		x->has_contacts = true;
		x->contact[x->contacts++] = str_of(text);
	}
	if (cli_get(c, "duty-to-report") != NULL && cli_get(c, "no-duty-to-report") != NULL)
		return (cli_usage(c, "--duty-to-report and --no-duty-to-report say the opposite"));
	x->has_duty = cli_get(c, "duty-to-report") != NULL || cli_get(c, "no-duty-to-report") != NULL;
	x->duty_to_report = cli_get(c, "duty-to-report") != NULL;
	if ((text = cli_get(c, "tier")) != NULL)
		x->tier = str_of(text);
	if ((text = cli_get(c, "login")) != NULL)
		x->login = str_of(text);
	return (0);
}

static void
tell(const struct cli *c, struct share_desk *d, struct str name, bool person, const struct party_done *done)
{
	if (!done->added)
		cli_note("entry %llu says the same already: nothing added", (unsigned long long)done->entry);
	if (done->key_pending)
		cli_note("the changed key waits: another person confirms its fingerprint with athar share %s "
			 "confirm; until then the old key holds",
		    person ? "person" : "partner");
	print_parties(c, &d->s, person, name);
}

static int
put(struct cli *c, struct party_change *x)
{
	struct share_desk d = { 0 };
	struct buf key = BUF(0), certificate = BUF(0);
	struct party_done done;
	struct err e = { 0 };
	int status = EXIT_DONE;

	if (share_desk_file(c, "key", &key, &e) != 0 ||
	    share_desk_file(c, "certificate", &certificate, &e) != 0 || share_desk_open(&d, c, &e) != 0) {
		status = cli_fail(c, &e);
		goto done;
	}
	if (cli_get(c, "key") != NULL)
		x->key_file = buf_view(&key);
	if (cli_get(c, "certificate") != NULL)
		x->certificate = buf_view(&certificate);
	x->by = d.by;
	x->tlp = c->tlp;
	if (party_put(d.c, d.sealers, x, &done, &e) != 0) {
		(void)err_in(
		    &e, e.code == ERR_SYNTAX && cli_get(c, "key") != NULL ? cli_get(c, "key") : c->arg[0]);
		status = cli_fail(c, &e);
	} else if (share_desk_reload(&d, c, &e) != 0) {
		status = cli_fail(c, &e);
	} else {
		tell(c, &d, x->name, x->person, &done);
	}
done:
	share_desk_close(&d);
	buf_free(&key);
	buf_free(&certificate);
	return (status);
}

int
cmd_share_person_add(struct cli *c)
{
	struct party_change x = { .person = true, .name = str_of(c->arg[0]) };
	char country[3];
	int status = read_change(c, &x, country);

	return (status != 0 ? status : put(c, &x));
}

int
cmd_share_partner_add(struct cli *c)
{
	struct party_change x = { .name = str_of(c->arg[0]) };
	char country[3];
	int status = read_change(c, &x, country);

	return (status != 0 ? status : put(c, &x));
}

int
cmd_share_partner_leave(struct cli *c)
{
	struct party_change x = { .name = str_of(c->arg[0]) };
	const char *why = cli_get(c, "why");

	if (why == NULL || *why == '\0')
		return (cli_usage(c, "--why is missing: the record keeps the reason"));
	x.left = str_of(why);
	return (put(c, &x));
}

int
cmd_share_confirm(struct cli *c)
{
	const char *fingerprint = cli_get(c, "fingerprint"), *as = cli_get(c, "as");
	struct share_desk d = { 0 };
	struct err e = { 0 };
	uint64_t entry;
	int status = EXIT_DONE;

	if (fingerprint == NULL || as == NULL)
		return (cli_usage(c, "a confirmation needs --fingerprint and --as PERSON"));
	if (share_desk_open(&d, c, &e) != 0 ||
	    party_confirm(d.c, str_of(c->arg[0]), str_of(fingerprint), d.by, &entry, &e) != 0 ||
	    share_desk_reload(&d, c, &e) != 0)
		status = cli_fail(c, &e);
	else
		print_parties(c, &d.s, strncmp(c->command->verb, "person", 6) == 0, str_of(c->arg[0]));
	share_desk_close(&d);
	return (status);
}
