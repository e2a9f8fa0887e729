/* athar share portal: serve each partner its own copies over HTTPS. */
#include <fcntl.h>
#include <pthread.h>

#include "base/file.h"
#include "cli/commands.h"
#include "cli/rooms.h"
#include "cli/share_desk.h"
#include "share/portal.h"

#define TIMEOUT_MAX 3600

static int
read_number(const struct cli *c, const char *name, unsigned most, unsigned *to)
{
	const char *text = cli_get(c, name);
	uint64_t v;

	if (text == NULL)
		return (0);
	if (str_u64(str_of(text), &v) != 0 || v > most)
		return (cli_usage(c, "--%s %s: expected a number up to %u", name, text, most));
	*to = (unsigned)v;
	return (0);
}

static int
read_options(const struct cli *c, struct portal_options *o)
{
	const char *name;
	int status;

	if (cli_get(c, "certificate") == NULL || cli_get(c, "key") == NULL)
		return (cli_usage(c, "a portal needs --certificate FILE and --key FILE"));
	if (cli_get(c, "listen") != NULL)
		o->listen = cli_get(c, "listen");
	for (size_t i = 0; (name = cli_get_nth(c, "host", i)) != NULL; i++) {
		if (i == PORTAL_HOSTS || *name == '\0')
			return (cli_usage(c, "--host: at most %d names", PORTAL_HOSTS));
		o->host[o->hosts++] = name;
	}
	if ((status = read_number(c, "timeout", TIMEOUT_MAX, &o->timeout)) != 0 ||
	    (status = read_number(c, "per-address", 1000000, &o->per_address)) != 0)
		return (status);
	return (o->timeout == 0 ? cli_usage(c, "--timeout: at least a second") : 0);
}

/* The case must be named and in order; the portal then opens it for itself, in its own thread. */
static int
look(const struct cli *c, char dir[4096], struct err *e)
{
	struct share_desk d = { 0 };
	int rc = share_desk_named(&d, c, e);

	if (rc == 0 && !str_copy(dir, 4096, str_of(case_path(d.c))))
		rc = err_set(e, ERR_LIMIT, "the case's path is too long");
	share_desk_close(&d);
	return (rc);
}

static int
serve(struct cli *c, struct portal_options *o)
{
	struct portal *p;
	struct err e = { 0 };
	sigset_t stop;

	/* All threads inherit it: a signal only ever ends the wait below. */
	(void)sigemptyset(&stop);
	(void)sigaddset(&stop, SIGTERM);
	(void)sigaddset(&stop, SIGINT);
	(void)pthread_sigmask(SIG_BLOCK, &stop, NULL);
	if ((p = portal_start(o, &e)) == NULL)
		return (cli_fail(c, &e));
	if (!portal_landlocked(p))
		cli_note("this kernel has no Landlock: files outside the case are not closed to the portal");
	fprintf(c->out, "%s\n", portal_url(p));
	(void)fflush(c->out);
	portal_wait(p, &stop);
	portal_stop(p);
	return (EXIT_DONE);
}

int
cmd_share_portal(struct cli *c)
{
	struct portal_options o = { .listen = "127.0.0.1:8443",
		.ops = rooms_folds,
		.nops = rooms_folds_n,
		.timeout = 20,
		.per_address = 64 };
	struct buf certificate = BUF(1 << 20), key = BUF(1 << 20);
	struct err e = { 0 };
	char dir[4096];
	int status = read_options(c, &o);

	if (status != 0)
		return (status);
	if (look(c, dir, &e) != 0 || file_read(&certificate, AT_FDCWD, cli_get(c, "certificate"), &e) != 0 ||
	    file_read(&key, AT_FDCWD, cli_get(c, "key"), &e) != 0) {
		status = cli_fail(c, &e);
	} else {
		o.dir = dir;
		o.certificate = buf_c(&certificate);
		o.key = buf_c(&key);
		status = serve(c, &o);
	}
	if (key.p != NULL)
		wipe(key.p, key.n);
	buf_free(&certificate);
	buf_free(&key);
	return (status);
}
