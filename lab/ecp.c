/*
 * Logging\ECP\Server\ECPServerYYYYMMDD-1.LOG: what the control panel ran, one
 * row an event; the last column is a list of typed items in which an item that
 * holds quotes is itself quoted.
 */
#include "ecp.h"

#include <stdio.h>

static void
put_preamble(struct buf *b, moment_ms at)
{
	buf_cstr(b,
	    "#Software: Microsoft Exchange Server\r\n#Version: 15.01.2106.002\r\n#Log-type: ECP Server "
	    "Log\r\n#Date: ");
	moment_put_log(b, at);
	buf_cstr(b, "\r\n#Fields: TimeStamp,ServerName,EventId,EventData\r\n");
}

static void
put_request(struct buf *b, struct rng *r, bool awkward)
{
	static const char *const command[] = { "Get-Mailbox.ResultSize=''500''",
		"Get-User.Identity=''ana.abel''", "Get-OabVirtualDirectory.Server=''EX01''",
		"Set-Mailbox.Identity=''bruno.babic''.Language=''de-DE''",
		"Set-OwaVirtualDirectory.Identity=''owa''.ExternalUrl=''https://mail.corp.example/owa''",
		"Set-EcpVirtualDirectory.Identity=''panel''.InternalUrl=''https://ex01.corp.example/panel''",
		"New-DistributionGroup.Name=''Lab, second floor''" };

	buf_cstr(b, "ECP.Request,\"S:TIME=");
	buf_u64(b, rng_below(r, 2000));
	buf_cstr(b, ";S:SID=");
	rng_guid(b, r);
	buf_cstr(b, ";'S:CMD=");
	buf_cstr(b, command[rng_below(r, sizeof(command) / sizeof(command[0]))]);
	buf_cstr(b, "';S:REQID=");
	rng_guid(b, r);
	if (awkward)
		buf_cstr(b,
		    ";S:URL=https://mail.corp.example:444/ecp/DDI/DDIService.svc/"
		    "GetList?schema=MailboxService");
	buf_cstr(b, ";S:EX=;S:ACTID=");
	rng_guid(b, r);
	buf_char(b, '"');
}

static void
put_activity(struct buf *b, struct rng *r)
{
	buf_cstr(b, "ECP.ActivityContext,S:ActID=");
	rng_guid(b, r);
	buf_cstr(b, ";S:Comp=ECP;I32:ADR.C[DC01]=");
	buf_u64(b, rng_below(r, 40));
	buf_cstr(b, ";F:ADR.AL[DC01]=1.");
	buf_u64(b, rng_below(r, 999));
	buf_cstr(b, ";Dbl:RPC.T[EX01]=");
	buf_u64(b, rng_below(r, 90));
	buf_cstr(b, ";I32:MB.C[EX01]=1;S:UA=");
	vocab_user(b, r);
	buf_cstr(b, "@corp.example");
}

static size_t
write_row(void *arg, struct log_file *f, moment_ms at, const struct plant *plant)
{
	struct buf *b = &f->out.b;
	bool awkward = plant == NULL && log_awkward(f, 1, 20);

	(void)arg;
	moment_put_log(b, at);
	buf_cstr(b, ",EX01,");
	if (plant != NULL)
		buf_cstr(b, plant->text);
	else if (awkward || rng_chance(&f->rng, 12, 19))
		put_request(b, &f->rng, awkward);
	else
		put_activity(b, &f->rng);
	buf_cstr(b, "\r\n");
	return (0);
}

int
ecp_make(struct logs *w, struct err *e)
{
	struct buf name = BUF(16);
	int rc = 0, closed;

	for (moment_ms day = w->from; day < w->to && rc == 0; day += MOMENT_DAY) {
		struct log_file f = { .kind = LOG_ECP,
			.log = PLANT_ECP,
			.from = day,
			.to = day + MOMENT_DAY,
			.budget = logs_share(w, 2000, day, day + MOMENT_DAY) };

		buf_clear(&name);
		moment_put_compact(&name, day, 8);
		(void)snprintf(f.path, sizeof(f.path), "logs/Exchange/Logging/ECP/Server/ECPServer%s-1.LOG",
		    buf_c(&name));
		if ((rc = log_begin(&f, w, e)) == 0) {
			put_preamble(&f.out.b, day);
			rc = log_fill(&f, w, write_row, NULL, e);
		}
		if ((closed = log_end(&f, w, e)) != 0 && rc == 0)
			rc = closed;
	}
	buf_free(&name);
	return (rc);
}
