/* athar share bulletin new|show|revise|end|event|invite: what is under embargo, and who keeps it. */
#include "cli/share_bulletin.h"

#include <fcntl.h>
#include <stdlib.h>

#include "base/file.h"
#include "cli/commands.h"
#include "share/bulletin.h"

static int
read_rsvp(const struct cli *c, struct bulletin_change *x)
{
	const char *text = cli_get(c, "rsvp");
	uint64_t hours;

	if (text == NULL)
		return (0);
	if (str_u64(str_of(text), &hours) != 0 || hours == 0 || hours > BULLETIN_RSVP_MAX)
		return (cli_usage(c, "--rsvp: a number of hours, at least %d and at most %d",
		    EMBARGO_RSVP_HOURS_MIN, BULLETIN_RSVP_MAX));
	x->rsvp_hours = (unsigned)hours;
	return (0);
}

static int
read_end(const struct cli *c, struct bulletin_change *x)
{
	const char *text = cli_get(c, "embargo-end");
	struct err e = { 0 };

	if (text == NULL)
		return (0);
	x->embargo_text = str_of(text);
	if (bulletin_end_read(&x->embargo_end, x->embargo_text, &e) != 0)
		return (cli_usage(c, "--embargo-end: %s", e.text));
	return (0);
}

/* All options but --invite; ${terms} keeps the bytes of the file. */
static int
read_change(const struct cli *c, struct bulletin_change *x, struct buf *terms)
{
	const char *text;
	struct err e = { 0 };
	int status;

	*x = (struct bulletin_change){
		.id = str_of(c->arg[0]), .tlp = c->tlp, .has_tlp = cli_get(c, "tlp") != NULL
	};
	for (size_t i = 0; (text = cli_get_nth(c, "cve", i)) != NULL; i++) {
		if (i == BULLETIN_CVES_MAX)
			return (cli_usage(c, "--cve: at most %d", BULLETIN_CVES_MAX));
		x->cve[x->cves++] = str_of(text);
	}
	if ((text = cli_get(c, "title")) != NULL)
		x->title = str_of(text);
	if ((status = read_end(c, x)) != 0 || (status = read_rsvp(c, x)) != 0)
		return (status);
	*terms = BUF(BULLETIN_TERMS_MAX);
	if ((text = cli_get(c, "terms")) != NULL) {
		if (file_read(terms, AT_FDCWD, text, &e) != 0)
			return (cli_fail(c, &e));
		x->terms = buf_view(terms);
	}
	if (bulletin_check(x, &e) != 0)
		return (cli_usage(c, "%s", e.text));
	return (0);
}

/* The bulletin as it stands after what was done, or the failure ${rc}. */
static int
finish(struct cli *c, struct share_desk *d, int rc, struct err *e)
{
	const struct bulletin *b;

	if (rc == 0 && (rc = share_desk_reload(d, c, e)) == 0) {
		b = share_bulletin(&d->s, str_of(c->arg[0]));
		rc = b == NULL ? err_set(e, ERR_NOTFOUND, "there is no bulletin %s", c->arg[0])
			       : share_bulletin_print(
				     c, &d->s, b, c->as_of != INSTANT_MAX ? c->as_of : instant_now(), e);
	}
	share_desk_close(d);
	return (rc == 0 ? EXIT_DONE : cli_fail(c, e));
}

/* The names of --invite, or NULL where it is not given; the caller frees them. */
static int
read_invite(const struct cli *c, struct str **name, size_t *n)
{
	const char *text;

	*n = 0;
	*name = NULL;
	if (cli_get(c, "invite") == NULL)
		return (0);
	if ((*name = calloc(c->nvalues + 1, sizeof(**name))) == NULL)
		return (EXIT_INTERNAL);
	while ((text = cli_get_nth(c, "invite", *n)) != NULL)
		(*name)[(*n)++] = str_of(text);
	return (0);
}

int
cmd_share_bulletin_new(struct cli *c)
{
	struct share_desk d = { 0 };
	struct bulletin_change x;
	struct buf terms = BUF(0);
	struct err e = { 0 };
	struct str *name = NULL;
	size_t invited;
	int status, rc;

	if ((status = read_change(c, &x, &terms)) != 0 || (status = read_invite(c, &name, &x.invites)) != 0)
		goto done;
	if (x.embargo_text.p == NULL) {
		status = cli_usage(c, "--embargo-end is missing: every embargo has an end");
		goto done;
	}
	x.invite = name;
	if ((rc = share_desk_open(&d, c, &e)) == 0) {
		x.by = d.by;
		if ((rc = bulletin_open(d.c, &x, &invited, &e)) == 0)
			cli_note("%zu invited; nobody is a signatory until he accepts", invited);
	}
	status = finish(c, &d, rc, &e);
done:
	free(name);
	buf_free(&terms);
	return (status);
}

int
cmd_share_bulletin_revise(struct cli *c)
{
	struct share_desk d = { 0 };
	struct bulletin_change x;
	struct buf terms = BUF(0);
	struct err e = { 0 };
	int status, rc;

	if ((status = read_change(c, &x, &terms)) == 0 && cli_get(c, "invite") != NULL)
		status = cli_usage(c, "a revision invites nobody: athar share bulletin invite does");
	if (status == 0) {
		if ((rc = share_desk_open(&d, c, &e)) == 0) {
			x.by = d.by;
			rc = bulletin_revise(d.c, &x, &e);
		}
		/* To say the same again is no fault. */
		if (rc == ERR_EXISTS) {
			cli_note("%s", e.text);
			rc = 0;
		}
		status = finish(c, &d, rc, &e);
	}
	buf_free(&terms);
	return (status);
}

int
cmd_share_bulletin_end(struct cli *c)
{
	const char *why = cli_get(c, "why");
	struct share_desk d = { 0 };
	struct err e = { 0 };
	int rc;

	if (why == NULL || *why == '\0')
		return (cli_usage(c, "--why is missing: the record keeps the reason"));
	if ((rc = share_desk_open(&d, c, &e)) == 0)
		rc = bulletin_end(d.c, str_of(c->arg[0]), str_of(why), d.by, &e);
	return (finish(c, &d, rc, &e));
}

int
cmd_share_bulletin_event(struct cli *c)
{
	struct bulletin_happening h = {
		.has_tlp = cli_get(c, "tlp") != NULL, .tlp = c->tlp, .source = str_of(cli_get(c, "source"))
	};
	struct share_desk d = { 0 };
	struct err e = { 0 };
	bool given;
	int rc;

	if (embargo_cs_event_parse(&h.event, str_of(c->arg[1]), &e) != 0 ||
	    cli_time(c, "happened", &h.happened, &given, &e) != 0)
		return (cli_usage(c, "%s", e.text));
	if (!given)
		h.happened.earliest = h.happened.latest = instant_now();
	if ((rc = share_desk_open(&d, c, &e)) == 0) {
		h.by = d.by;
		rc = bulletin_happened(d.c, str_of(c->arg[0]), &h, &e);
	}
	return (finish(c, &d, rc, &e));
}

int
cmd_share_bulletin_invite(struct cli *c)
{
	struct str *name = calloc(c->narg, sizeof(*name));
	struct share_desk d = { 0 };
	struct err e = { 0 };
	int rc;

	if (name == NULL)
		return (EXIT_INTERNAL);
	for (size_t i = 1; i < c->narg; i++)
		name[i - 1] = str_of(c->arg[i]);
	if ((rc = share_desk_open(&d, c, &e)) == 0)
		rc = bulletin_invite(d.c, str_of(c->arg[0]), name, c->narg - 1, d.by, &e);
	free(name);
	return (finish(c, &d, rc, &e));
}

int
cmd_share_bulletin_show(struct cli *c)
{
	struct share_desk d = { 0 };
	struct err e = { 0 };
	int rc;

	if (c->narg == 1 && party_id_check(str_of(c->arg[0]), &e) != 0)
		return (cli_usage(c, "%s", e.text));
	rc = share_desk_open(&d, c, &e);
	if (c->narg == 1)
		return (finish(c, &d, rc, &e));
	if (rc == 0)
		rc = share_bulletins_print(c, &d.s, c->as_of != INSTANT_MAX ? c->as_of : instant_now(), &e);
	share_desk_close(&d);
	return (rc == 0 ? EXIT_DONE : cli_fail(c, &e));
}
