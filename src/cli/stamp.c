/*
 * athar stamp: let a time stamp authority (RFC 3161) sign the checkpoint, once
 * a day, over HTTP or by two files that somebody carries.  The reply goes into
 * the case with the checkpoint that it is about and the certificates that it
 * was checked with.
 */
#include "store/stamp.h"

#include <fcntl.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/escape.h"
#include "base/file.h"
#include "cli/commands.h"
#include "store/note.h"

#define OFFLINE "offline"

/* All that one run holds. */
struct job {
	struct cli *c;
	struct case_dir *dir;
	const char *query_file, *reply_file, *authority, *ca_file;
	bool daily;    /* Nothing was asked for but what is due. */
	bool remember; /* The authority is not the one that the case has. */
	char url[STAMP_URL_MAX + 1];
	struct buf note, query, reply, ca;
	struct stamp_kept kept;
	uint64_t entry;
};

static int
read_ca_blob(struct job *j, const struct sha256 *sha, struct err *e)
{
	int fd = blob_open(j->dir, sha, e), rc;

	if (fd < 0)
		return (fd);
	rc = file_read_fd(&j->ca, fd, e);
	(void)close(fd);
	return (rc);
}

/* Whom to ask and whom to trust: what was given, else what the case remembers. */
static int
find_authority(struct job *j, struct err *e)
{
	char url[STAMP_URL_MAX + 1] = "";
	struct sha256 ca, given;
	int rc, known = stamp_authority(j->dir, url, sizeof(url), &ca, e);

	if (known != 0 && known != ERR_NOTFOUND)
		return (known);
	if (known != 0 && (j->ca_file == NULL || (j->authority == NULL && j->reply_file == NULL)))
		return (err_set(e, ERR_USAGE,
		    "no time stamp authority is configured: give --authority URL --ca FILE once"));
	if ((rc = j->ca_file != NULL ? file_read(&j->ca, AT_FDCWD, j->ca_file, e)
				     : read_ca_blob(j, &ca, e)) != 0)
		return (rc);
	(void)str_copy(j->url, sizeof(j->url), str_of(j->authority != NULL ? j->authority : url));
	if (j->reply_file != NULL && j->authority == NULL)
		(void)str_copy(j->url, sizeof(j->url), STR(OFFLINE));
	given = sha256_of(buf_view(&j->ca));
	j->remember =
	    j->authority != NULL && (known != 0 || strcmp(url, j->url) != 0 || !sha256_eq(&given, &ca));
	return (0);
}

/* A stamp that is not a day old: nothing is due. */
static bool
is_fresh(struct job *j)
{
	instant_us recorded;
	uint64_t size;

	if (!j->daily || stamp_newest(j->dir, &recorded, &size, NULL) != 0)
		return (false);
	return (recorded > instant_now() - INSTANT_DAY);
}

static int
tell_fresh(struct job *j)
{
	struct buf b = BUF(256);
	instant_us recorded = 0;
	uint64_t size = 0;

	(void)stamp_newest(j->dir, &recorded, &size, NULL);
	instant_put(&b, recorded - recorded % INSTANT_SECOND);
	cli_note("the checkpoint of %llu entries was stamped at %s, less than a day ago: nothing to do",
	    (unsigned long long)size, buf_c(&b));
	buf_free(&b);
	return (EXIT_DONE);
}

/* The file beside a query that holds the checkpoint it is about. */
static int
note_path(const struct job *j, struct buf *path, struct err *e)
{
	buf_printf(path, "%s.checkpoint", j->query_file);
	(void)buf_c(path);
	return (buf_error(path, e));
}

/* Offline, first half: a query and the checkpoint that it is about, side by side. */
static int
write_query(struct job *j, struct err *e)
{
	struct buf path = BUF(8192);
	int rc;

	if ((rc = case_checkpoint(j->dir, &j->note, e)) == 0 &&
	    (rc = stamp_query(buf_view(&j->note), &j->query, e)) == 0 && (rc = note_path(j, &path, e)) == 0 &&
	    (rc = file_replace(AT_FDCWD, buf_c(&path), buf_view(&j->note), 0600, true, e)) == 0)
		rc = file_replace(AT_FDCWD, j->query_file, buf_view(&j->query), 0600, true, e);
	if (rc == 0)
		cli_note("keep the query and its .checkpoint until the reply is here");
	buf_free(&path);
	return (rc);
}

/* Have note, query and reply: from files, or from the authority. */
static int
get_reply(struct job *j, struct err *e)
{
	struct buf path = BUF(8192);
	int rc;

	if (j->reply_file == NULL) {
		if ((rc = stamp_url(j->url, e)) == 0 && (rc = case_checkpoint(j->dir, &j->note, e)) == 0 &&
		    (rc = stamp_query(buf_view(&j->note), &j->query, e)) == 0)
			rc = stamp_fetch(j->url, buf_view(&j->query), &j->reply, e);
	} else if (j->query_file != NULL) {
		if ((rc = note_path(j, &path, e)) == 0 &&
		    (rc = file_read(&j->note, AT_FDCWD, buf_c(&path), e)) == 0 &&
		    (rc = file_read(&j->query, AT_FDCWD, j->query_file, e)) == 0)
			rc = file_read(&j->reply, AT_FDCWD, j->reply_file, e);
	} else if ((rc = case_checkpoint(j->dir, &j->note, e)) == 0) {
		rc = file_read(&j->reply, AT_FDCWD, j->reply_file, e);
	}
	buf_free(&path);
	return (rc);
}

static int
stage(struct job *j, struct str bytes, struct commit *k, struct sha256 *sha, struct err *e)
{
	struct blob *b = blob_new(j->dir, e);
	int rc;

	if (b == NULL)
		return (e->code);
	if ((rc = blob_write(b, bytes.p, bytes.n, e)) != 0 || (rc = blob_close(b, sha, e)) != 0) {
		blob_drop(b);
		return (rc);
	}
	return (commit_blob(k, b, e));
}

/* One commit: the authority where it is new, and the stamp.  ${*fresh}: another run was first. */
static int
keep(struct job *j, bool *fresh, struct err *e)
{
	struct commit *k = commit_begin(j->dir, e);
	struct stamp_kept *s = &j->kept;
	json_t *body;
	int rc;

	if (k == NULL)
		return (e->code);
	if ((*fresh = is_fresh(j))) {
		commit_abort(&k);
		return (0);
	}
	if ((rc = stage(j, buf_view(&j->note), k, &s->note, e)) != 0 ||
	    (rc = stage(j, buf_view(&j->reply), k, &s->reply, e)) != 0 ||
	    (rc = stage(j, buf_view(&j->ca), k, &s->ca, e)) != 0)
		goto fail;
	if (j->remember) {
		body = stamp_authority_body(s->authority, &s->ca, instant_now(), s->tlp, s->by);
		if ((rc = body == NULL ? ERR_NOMEM : commit_add(k, KIND_DECISION, body, &j->entry, e)) != 0)
			goto fail;
	}
	body = stamp_body(s);
	if ((rc = body == NULL ? ERR_NOMEM : commit_add(k, KIND_RECEIPT, body, &j->entry, e)) != 0)
		goto fail;
	return (commit_end(&k, e));

fail:
	if (rc == ERR_NOMEM)
		(void)err_set(e, rc, "out of memory");
	commit_abort(&k);
	return (rc);
}

static void
tell(struct job *j)
{
	struct buf b = BUF(BUF_BIG), when = BUF(64);
	struct jsonw w = JSONW(&b);

	instant_put(&when, j->kept.stamp.time);
	if (j->c->json) {
		jsonw_open(&w, '{');
		jsonw_ku64(&w, "entry", j->entry);
		jsonw_ku64(&w, "size", j->kept.size);
		jsonw_kstr(&w, "authority", j->kept.authority);
		jsonw_ktime(&w, "time", j->kept.stamp.time);
		jsonw_kcstr(&w, "serial", j->kept.stamp.serial);
		jsonw_close(&w, '}');
	} else {
		buf_printf(&b, "Entry %llu: the checkpoint of %llu entries was stamped at %s (serial %s) by ",
		    (unsigned long long)j->entry, (unsigned long long)j->kept.size, buf_c(&when),
		    j->kept.stamp.serial);
		escape_term(&b, j->kept.authority);
	}
	cli_line(j->c, &b);
	buf_free(&b);
	buf_free(&when);
}

static int
run(struct job *j)
{
	struct passwd *me = getpwuid(geteuid());
	struct str query = { NULL, 0 };
	struct err e = { .code = 0 };
	bool fresh = false;

	if (j->query_file != NULL && j->reply_file == NULL)
		return (write_query(j, &e) == 0 ? EXIT_DONE : cli_fail(j->c, &e));
	if (is_fresh(j))
		return (tell_fresh(j));
	if (find_authority(j, &e) != 0 || get_reply(j, &e) != 0)
		return (cli_fail(j->c, &e));
	if (j->query.n > 0)
		query = buf_view(&j->query);
	j->kept.authority = str_of(j->url);
	j->kept.tlp = j->c->tlp;
	j->kept.by = str_of(me != NULL ? me->pw_name : "");
	if (stamp_note(j->dir, buf_view(&j->note), &j->kept, &e) != 0 ||
	    stamp_check(buf_view(&j->note), query, buf_view(&j->reply), buf_view(&j->ca), instant_now(),
		&j->kept.stamp, &e) != 0 ||
	    keep(j, &fresh, &e) != 0)
		return (cli_fail(j->c, &e));
	if (fresh)
		return (tell_fresh(j));
	tell(j);
	return (EXIT_DONE);
}

int
cmd_stamp(struct cli *c)
{
	struct job j = { .c = c,
		.query_file = cli_get(c, "query"),
		.reply_file = cli_get(c, "reply"),
		.authority = cli_get(c, "authority"),
		.ca_file = cli_get(c, "ca"),
		.note = BUF(NOTE_MAX),
		.query = BUF(STAMP_QUERY_MAX),
		.reply = BUF(STAMP_REPLY_MAX),
		.ca = BUF(STAMP_CA_MAX) };
	struct err e = { .code = 0 };
	int status;

	if (j.authority != NULL && (j.query_file != NULL || j.reply_file != NULL))
		return (cli_usage(c, "--authority asks over HTTP; --query and --reply are the way by files"));
	if (j.authority != NULL && stamp_url(j.authority, &e) != 0)
		return (cli_usage(c, "--authority: %s", e.text));
	j.daily = j.authority == NULL && j.reply_file == NULL;
	if ((j.dir = cli_case(c, &e)) == NULL)
		return (cli_fail(c, &e));
	status = run(&j);
	buf_free(&j.note);
	buf_free(&j.query);
	buf_free(&j.reply);
	buf_free(&j.ca);
	case_close(j.dir);
	return (status);
}
