/*
 * athar share consent, share statement, share approve: what partners answer,
 * what persons approve, and the exact bytes that either signs.
 */
#include "base/escape.h"
#include "cli/commands.h"
#include "cli/share_desk.h"
#include "share/approve.h"
#include "share/bulletin.h"
#include "share/consent.h"
#include "share/copy.h"
#include "share/statement.h"

/* "accept" or "decline". */
static int
read_answer(const struct cli *c, const char *text, bool *accept)
{
	*accept = strcmp(text, "accept") == 0;
	return (
	    *accept || strcmp(text, "decline") == 0 ? 0 : cli_usage(c, "the answer is accept or decline"));
}

/* How what holds for him came: what was just given may stand behind his own word. */
static enum share_entered
came(const struct bulletin *b, const struct party *p, const struct consent_answer *a)
{
	const struct consent *on_file = bulletin_answer(b, p->number);

	return (on_file != NULL ? on_file->entered : a->how);
}

static int
print_consent(const struct cli *c, const struct share *s, const struct consent_answer *a, struct err *e)
{
	static const char *const words[] = { [ENTERED_DESK] = "entered by the desk",
		[ENTERED_SIGNATURE] = "signed",
		[ENTERED_CERTIFICATE] = "by certificate" };
	const struct bulletin *b = share_bulletin(s, a->bulletin);
	const struct party *p = share_party(s, a->partner);
	struct embargo_consent now;
	struct buf out = BUF(65536);
	struct jsonw w = JSONW(&out);
	int rc;

	if (b == NULL || p == NULL)
		return (err_set(e, ERR_NOTFOUND, "the bulletin or the partner is gone"));
	if ((rc = bulletin_consent(b, p->number, instant_now(), &now, e)) != 0)
		return (rc);
	if (c->json) {
		jsonw_open(&w, '{');
		jsonw_kstr(&w, "bulletin", b->id);
		jsonw_ku64(&w, "revision", bulletin_now(b)->revision);
		jsonw_kstr(&w, "partner", p->name);
		jsonw_kcstr(&w, "state", embargo_pec_name(now.pec));
		jsonw_kcstr(&w, "entered_by", share_entered_name(came(b, p, a)));
		jsonw_close(&w, '}');
		cli_line(c, &out);
	} else {
		escape_term(&out, p->name);
		fprintf(c->out, "%s is %s for %.*s, revision %u (%s).\n", buf_c(&out),
		    embargo_pec_name(now.pec), STR_ARG(b->id), bulletin_now(b)->revision,
		    words[came(b, p, a)]);
	}
	buf_free(&out);
	return (0);
}

int
cmd_share_consent(struct cli *c)
{
	struct consent_answer a = { .bulletin = str_of(c->arg[0]), .partner = str_of(c->arg[1]) };
	struct buf signed_file = BUF(0);
	struct share_desk d = { 0 };
	struct err e = { 0 };
	uint64_t entry;
	int status, rc;

	if ((status = read_answer(c, c->arg[2], &a.accept)) != 0)
		return (status);
	if ((rc = share_desk_file(c, "signed", &signed_file, &e)) == 0 &&
	    (rc = share_desk_open(&d, c, &e)) == 0) {
		a.how = cli_get(c, "signed") != NULL ? ENTERED_SIGNATURE : ENTERED_DESK;
		a.signed_file = buf_view(&signed_file);
		a.by = d.by;
		rc = consent_put(d.c, d.sealers, &a, &entry, &e);
		/* What was recorded before is no fault, and changes nothing. */
		if (rc == ERR_EXISTS) {
			cli_note("%s: nothing added", e.text);
			rc = 0;
		}
	}
	if (rc == 0 && (rc = share_desk_reload(&d, c, &e)) == 0)
		rc = print_consent(c, &d.s, &a, &e);
	status = rc == 0 ? EXIT_DONE : cli_fail(c, &e);
	share_desk_close(&d);
	buf_free(&signed_file);
	return (status);
}

/* What an approval is over: the stage, and the hash of the package in hex. */
static int
read_approval(const struct cli *c, enum policy_stage *stage)
{
	const char *text = cli_get(c, "stage");
	struct err e = { 0 };

	if (text == NULL || cli_get(c, "package") == NULL || cli_get(c, "as") == NULL)
		return (cli_usage(c, "an approval needs --stage, --package and --as PERSON"));
	if (policy_stage_parse(stage, str_of(text), &e) != 0)
		return (cli_usage(c, "--stage: %s", e.text));
	return (0);
}

static int
package_hash(const struct cli *c, struct buf *hex, struct err *e)
{
	struct mark_package p = { 0 };
	struct sha256 sum;
	int rc = mark_package_load(&p, cli_get(c, "package"), e);

	if (rc == 0) {
		sum = copy_package_hash(&p);
		hex_put(hex, sum.b, sizeof(sum.b));
	}
	mark_package_free(&p);
	return (rc);
}

static int
find_bulletin(const struct share_desk *d, const char *id, const struct bulletin **b, struct err *e)
{
	*b = share_bulletin(&d->s, str_of(id));
	return (*b != NULL ? 0 : err_set(e, ERR_NOTFOUND, "there is no bulletin %.80s", id));
}

static int
find_party(const struct share_desk *d, const char *name, bool person, const struct party **p, struct err *e)
{
	*p = share_party(&d->s, str_of(name));
	if (*p == NULL || (*p)->person != person)
		return (err_set(
		    e, ERR_NOTFOUND, "no %s is on file as %.80s", person ? "person" : "partner", name));
	return (0);
}

static int
say_consent(
    const struct cli *c, const struct share_desk *d, const char *origin, struct buf *out, struct err *e)
{
	const struct bulletin *b;
	const struct party *p;
	int rc;

	if ((rc = find_bulletin(d, c->arg[1], &b, e)) == 0 &&
	    (rc = find_party(d, c->arg[2], false, &p, e)) == 0)
		statement_consent(out, origin, b, p->name, c->arg[3]);
	return (rc);
}

static int
say_approval(const struct cli *c, const struct share_desk *d, const char *origin, enum policy_stage stage,
    struct buf *out, struct err *e)
{
	struct buf hex = BUF(SHA256_HEX);
	const struct bulletin *b;
	const struct party *p;
	int rc;

	if ((rc = find_bulletin(d, c->arg[1], &b, e)) == 0 &&
	    (rc = find_party(d, cli_get(c, "as"), true, &p, e)) == 0 && (rc = package_hash(c, &hex, e)) == 0)
		statement_approval(out, origin, b, stage, buf_view(&hex), p->name);
	buf_free(&hex);
	return (rc);
}

static int
say_ack(const struct cli *c, const struct share_desk *d, const char *origin, struct buf *out, struct err *e)
{
	struct bulletin *b;
	const struct release *r;
	const struct party *p;
	uint64_t copy;

	if (str_u64(str_of(c->arg[1]), &copy) != 0 || copy > UINT32_MAX ||
	    (r = share_copy(&d->s, (uint32_t)copy, &b)) == NULL)
		return (err_set(e, ERR_NOTFOUND, "no copy %.20s was released", c->arg[1]));
	if ((p = share_numbered(&d->s, r->number)) == NULL)
		return (err_set(e, ERR_NOTFOUND, "whose copy it was is no longer on file"));
	statement_ack(out, origin, b, r, p->name);
	return (0);
}

/* Which statement is meant: its name, and how many arguments it takes. */
static int
which(const struct cli *c, char *what)
{
	static const struct {
		const char *name;
		size_t args;
	} all[] = { { "consent", 4 }, { "approve", 2 }, { "ack", 2 } };

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		if (strcmp(c->arg[0], all[i].name) != 0)
			continue;
		*what = all[i].name[0] == 'a' ? all[i].name[1] : 'n';
		return (c->narg == all[i].args ? 0
					       : cli_usage(c, "statement %s takes %zu arguments more",
						     all[i].name, all[i].args - 1));
	}
	return (cli_usage(c, "a statement is consent, approve or ack"));
}

int
cmd_share_statement(struct cli *c)
{
	struct share_desk d = { 0 };
	struct buf out = BUF(65536);
	enum policy_stage stage = POLICY_DESCRIPTION;
	struct err e = { 0 };
	char origin[256], what = 'k';
	bool accept;
	int status, rc;

	if ((status = which(c, &what)) != 0 ||
	    (what == 'n' && (status = read_answer(c, c->arg[3], &accept)) != 0) ||
	    (what == 'p' && (status = read_approval(c, &stage)) != 0))
		return (status);
	if ((rc = share_desk_open(&d, c, &e)) == 0 && (rc = statement_origin(d.c, origin, &e)) == 0)
		rc = what == 'n'  ? say_consent(c, &d, origin, &out, &e)
		    : what == 'p' ? say_approval(c, &d, origin, stage, &out, &e)
				  : say_ack(c, &d, origin, &out, &e);
	if (rc == 0 && (rc = buf_error(&out, &e)) == 0)
		fwrite(out.p, 1, out.n, c->out);
	share_desk_close(&d);
	buf_free(&out);
	return (rc == 0 ? EXIT_DONE : cli_fail(c, &e));
}

int
cmd_share_approve(struct cli *c)
{
	struct approve a = { .bulletin = str_of(c->arg[0]), .person = str_of(cli_get(c, "as")) };
	struct buf hex = BUF(SHA256_HEX), signed_file = BUF(0);
	struct share_desk d = { 0 };
	struct err e = { 0 };
	uint64_t entry;
	int status, rc;

	if ((status = read_approval(c, &a.stage)) != 0)
		return (status);
	if (cli_get(c, "signed") == NULL)
		return (cli_usage(c,
		    "--signed is missing: an approval is a signature; athar share statement approve, with "
		    "the same options, prints what %s signs: ... | gpg --clearsign >approval.asc",
		    cli_get(c, "as")));
	if ((rc = share_desk_file(c, "signed", &signed_file, &e)) == 0 &&
	    (rc = package_hash(c, &hex, &e)) == 0 && (rc = share_desk_open(&d, c, &e)) == 0) {
		a.package_sha256 = buf_view(&hex);
		a.signed_file = buf_view(&signed_file);
		/* Who sits at the desk, which --as does not say here. */
		a.by = a.person;
		rc = approve_put(d.c, d.sealers, &a, &entry, &e);
	}
	if (rc == 0)
		cli_entry(c, entry, "the approval is good for one release");
	else if (rc == ERR_EXISTS)
		cli_note("%s: nothing added", e.text);
	else
		status = cli_fail(c, &e);
	share_desk_close(&d);
	buf_free(&hex);
	buf_free(&signed_file);
	return (status);
}
