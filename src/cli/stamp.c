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
#include <unistd.h>

#include "base/escape.h"
#include "base/file.h"
#include "cli/commands.h"

#define OFFLINE "offline"

/* All that one run holds. */
struct job {
	struct cli *c;
	struct case_dir *dir;
	const char *query_file, *reply_file, *authority, *ca_file;
	char url[STAMP_URL_MAX + 1];
	struct stamp_take take; /* Daily: nothing was asked for but what is due. */
	struct stamp_kept kept;
	uint64_t entry;
};

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
	if ((rc = j->ca_file != NULL ? file_read(&j->take.ca, AT_FDCWD, j->ca_file, e)
				     : stamp_ca(j->dir, &ca, &j->take.ca, e)) != 0)
		return (rc);
	(void)str_copy(j->url, sizeof(j->url), str_of(j->authority != NULL ? j->authority : url));
	if (j->reply_file != NULL && j->authority == NULL)
		(void)str_copy(j->url, sizeof(j->url), STR(OFFLINE));
	given = sha256_of(buf_view(&j->take.ca));
	j->take.remember =
	    j->authority != NULL && (known != 0 || strcmp(url, j->url) != 0 || !sha256_eq(&given, &ca));
	return (0);
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

	if ((rc = case_checkpoint(j->dir, &j->take.note, e)) == 0 &&
	    (rc = stamp_query(buf_view(&j->take.note), &j->take.query, e)) == 0 &&
	    (rc = note_path(j, &path, e)) == 0 &&
	    (rc = file_replace(AT_FDCWD, buf_c(&path), buf_view(&j->take.note), 0600, true, e)) == 0)
		rc = file_replace(AT_FDCWD, j->query_file, buf_view(&j->take.query), 0600, true, e);
	if (rc == 0)
		cli_note("keep the query and its .checkpoint until the reply is here");
	buf_free(&path);
	return (rc);
}

/* Have note and reply, and the query where there is one, from files, and check them. */
static int
read_reply(struct job *j, struct err *e)
{
	struct buf path = BUF(8192);
	struct str query = { NULL, 0 };
	int rc;

	if (j->query_file != NULL) {
		if ((rc = note_path(j, &path, e)) == 0 &&
		    (rc = file_read(&j->take.note, AT_FDCWD, buf_c(&path), e)) == 0)
			rc = file_read(&j->take.query, AT_FDCWD, j->query_file, e);
	} else {
		rc = case_checkpoint(j->dir, &j->take.note, e);
	}
	if (rc == 0)
		rc = file_read(&j->take.reply, AT_FDCWD, j->reply_file, e);
	if (j->take.query.n > 0)
		query = buf_view(&j->take.query);
	if (rc == 0 && (rc = stamp_note(j->dir, buf_view(&j->take.note), &j->kept, e)) == 0)
		rc = stamp_check(buf_view(&j->take.note), query, buf_view(&j->take.reply),
		    buf_view(&j->take.ca), instant_now(), &j->kept.stamp, e);
	buf_free(&path);
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
	struct err e = { .code = 0 };
	instant_us recorded;
	uint64_t size;
	int rc;

	if (j->query_file != NULL && j->reply_file == NULL)
		return (write_query(j, &e) == 0 ? EXIT_DONE : cli_fail(j->c, &e));
	if (j->take.daily && stamp_is_fresh(j->dir, &recorded, &size))
		return (tell_fresh(j));
	j->kept.tlp = j->c->tlp;
	j->kept.by = str_of(me != NULL ? me->pw_name : "");
	if ((rc = find_authority(j, &e)) == 0)
		rc = j->reply_file != NULL ? read_reply(j, &e)
					   : stamp_ask(j->dir, j->url, &j->take, &j->kept, &e);
	j->kept.authority = str_of(j->url);
	if (rc == 0)
		rc = stamp_keep(j->dir, &j->take, &j->kept, &j->entry, &e);
	if (rc == ERR_EXISTS)
		return (tell_fresh(j));
	if (rc != 0)
		return (cli_fail(j->c, &e));
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
		.take = STAMP_TAKE };
	struct err e = { .code = 0 };
	int status;

	if (j.authority != NULL && (j.query_file != NULL || j.reply_file != NULL))
		return (cli_usage(c, "--authority asks over HTTP; --query and --reply are the way by files"));
	if (j.authority != NULL && stamp_url(j.authority, &e) != 0)
		return (cli_usage(c, "--authority: %s", e.text));
	j.take.daily = j.authority == NULL && j.reply_file == NULL;
	if ((j.dir = cli_case(c, &e)) == NULL)
		return (cli_fail(c, &e));
	status = run(&j);
	stamp_take_free(&j.take);
	case_close(j.dir);
	return (status);
}
