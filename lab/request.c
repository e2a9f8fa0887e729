/* Requests as the proxy sees them: see the header. */
#include "request.h"

#define ONE_OF(r, list) ((list)[rng_below((r), (uint32_t)(sizeof(list) / sizeof((list)[0])))])

/* What stands in the draft becomes a text of the request. */
static void
take(struct request *q, enum request_text what)
{
	q->text[what] = arena_str(&q->keep, buf_view(&q->draft));
	buf_clear(&q->draft);
}

static void
set(struct request *q, enum request_text what, const char *literal)
{
	q->text[what] = str_of(literal);
}

static void
draw_mailbox(struct request *q, struct rng *r)
{
	rng_guid(&q->draft, r);
	buf_cstr(&q->draft, "@corp.example");
}

static void
draw_mapi(struct request *q, struct rng *r)
{
	set(q, REQ_STEM, rng_chance(r, 9, 10) ? "/mapi/emsmdb/" : "/mapi/nspi/");
	buf_cstr(&q->draft, "?MailboxId=");
	draw_mailbox(q, r);
	take(q, REQ_QUERY);
	q->text[REQ_AGENT] = vocab_outlook(r);
	set(q, REQ_AUTH, "Negotiate");
}

static void
draw_ews(struct request *q, struct rng *r)
{
	static const char *const agent[] = { "python-requests/2.25.1",
		"ExchangeServicesClient/15.01.2106.002", "Microsoft-CryptoAPI/10.0",
		"MacOutlook/16.46.21021202, EWS" };

	set(q, REQ_STEM, rng_chance(r, 4, 5) ? "/EWS/Exchange.asmx" : "/ews/exchange.asmx");
	q->text[REQ_AGENT] = rng_chance(r, 1, 3) ? str_of(ONE_OF(r, agent)) : vocab_outlook(r);
	set(q, REQ_AUTH, "NTLM");
}

static void
draw_eas(struct request *q, struct rng *r)
{
	static const char *const command[] = { "Sync", "Ping", "FolderSync", "SendMail", "GetItemEstimate" };

	set(q, REQ_STEM, "/Microsoft-Server-ActiveSync/default.eas");
	buf_cstr(&q->draft, "?Cmd=");
	buf_cstr(&q->draft, ONE_OF(r, command));
	buf_cstr(&q->draft, "&User=");
	vocab_user(&q->draft, r);
	buf_cstr(&q->draft, "%40corp.example&DeviceId=A9");
	buf_u64(&q->draft, rng_below(r, 1000000000));
	buf_cstr(&q->draft, "&DeviceType=iPhone");
	take(q, REQ_QUERY);
	q->text[REQ_AGENT] = vocab_phone(r);
	set(q, REQ_AUTH, "Basic");
}

static void
draw_owa(struct request *q, struct rng *r)
{
	static const char *const action[] = { "FindItem", "GetItem", "GetFolder", "UpdateItem", "CreateItem",
		"SubscribeToNotification" };

	if (rng_chance(r, 1, 8)) {
		set(q, REQ_METHOD, "GET");
		set(q, REQ_STEM, rng_chance(r, 1, 2) ? "/owa/auth/logon.aspx" : "/owa/ev.owa2");
	} else {
		set(q, REQ_STEM, "/owa/service.svc");
		buf_cstr(&q->draft, "?action=");
		buf_cstr(&q->draft, ONE_OF(r, action));
		buf_cstr(&q->draft, "&EP=1&ID=-");
		buf_u64(&q->draft, rng_below(r, 999));
		buf_cstr(&q->draft, "&AC=1");
		take(q, REQ_QUERY);
	}
	q->text[REQ_AGENT] = vocab_browser(r);
	set(q, REQ_AUTH, "FBA");
}

static void
draw_autodiscover(struct request *q, struct rng *r)
{
	set(q, REQ_STEM,
	    rng_chance(r, 5, 6) ? "/autodiscover/autodiscover.xml" : "/Autodiscover/Autodiscover.json");
	q->text[REQ_AGENT] = rng_chance(r, 1, 2) ? vocab_outlook(r) : vocab_phone(r);
	set(q, REQ_AUTH, "Negotiate");
}

static void
draw_rpc(struct request *q, struct rng *r)
{
	set(q, REQ_METHOD, rng_chance(r, 1, 2) ? "RPC_IN_DATA" : "RPC_OUT_DATA");
	set(q, REQ_STEM, "/rpc/rpcproxy.dll");
	buf_char(&q->draft, '?');
	draw_mailbox(q, r);
	buf_cstr(&q->draft, ":6001");
	take(q, REQ_QUERY);
	set(q, REQ_AGENT, "MSRPC");
	set(q, REQ_AUTH, "Negotiate");
}

static void
draw_ecp(struct request *q, struct rng *r)
{
	static const char *const stem[] = { "/ecp/", "/ecp/default.aspx", "/ecp/DDI/DDIService.svc/GetList",
		"/ecp/DDI/DDIService.svc/GetObject", "/ecp/DDI/DDIService.svc/SetObject",
		"/ecp/UsersGroups/Mailboxes.slab", "/ecp/15.1.2106.2/themes/default/nb_main.css",
		"/ecp/PersonalSettings/HomePage.aspx", "/ecp/RulesEditor/InboxRules.slab", "/ecp/main.css",
		"/ecp/exhealth.check" };

	set(q, REQ_STEM, ONE_OF(r, stem));
	set(q, REQ_METHOD, str_find(q->text[REQ_STEM], STR(".svc/")) != STR_NPOS ? "POST" : "GET");
	buf_cstr(&q->draft, "?ActivityCorrelationID=");
	rng_guid(&q->draft, r);
	if (rng_chance(r, 1, 2))
		buf_cstr(&q->draft, "&schema=OwaMailboxPolicy&msExchEcpCanary=x");
	take(q, REQ_QUERY);
	q->text[REQ_AGENT] = vocab_browser(r);
	set(q, REQ_AUTH, "FBA");
}

static void
draw_oab(struct request *q, struct rng *r)
{
	set(q, REQ_METHOD, "GET");
	buf_cstr(&q->draft, "/OAB/");
	rng_guid(&q->draft, r);
	buf_cstr(&q->draft, rng_chance(r, 1, 2) ? "/oab.xml" : "/1b9f7e41-data-12.lzx");
	take(q, REQ_STEM);
	set(q, REQ_AGENT, "Microsoft BITS/7.8");
	set(q, REQ_AUTH, "Negotiate");
}

static void
draw_powershell(struct request *q, struct rng *r)
{
	set(q, REQ_STEM, "/PowerShell/");
	buf_cstr(&q->draft, "?PSVersion=5.1.17763.");
	buf_u64(&q->draft, 1000 + rng_below(r, 800));
	take(q, REQ_QUERY);
	set(q, REQ_AGENT, "Microsoft WinRM Client");
	set(q, REQ_AUTH, "Kerberos");
}

static void
draw_rest(struct request *q, struct rng *r)
{
	set(q, REQ_METHOD, "GET");
	set(q, REQ_STEM, rng_chance(r, 1, 2) ? "/api/v2.0/me/messages" : "/api/v2.0/me/events");
	q->text[REQ_AGENT] = vocab_phone(r);
	set(q, REQ_AUTH, "Bearer");
}

/* The shares add up to 1000. */
const struct protocol protocols[] = {
	/* First, since all its rows are awkward: the others see to the rest of one in twenty. */
	{ "Ecp", 20, draw_ecp },
	{ "Autodiscover", 80, draw_autodiscover },
	{ "Eas", 150, draw_eas },
	{ "Ews", 220, draw_ews },
	{ "Mapi", 300, draw_mapi },
	{ "Oab", 15, draw_oab },
	{ "Owa", 140, draw_owa },
	{ "PowerShell", 15, draw_powershell },
	{ "Rest", 10, draw_rest },
	{ "RpcHttp", 50, draw_rpc },
	{ NULL, 0, NULL },
};

/* What holds for a request to any protocol, before the protocol has its say. */
static void
draw_common(struct request *q, const struct protocol *protocol, struct rng *r)
{
	for (size_t i = 0; i < REQ_TEXTS; i++)
		q->text[i] = STR("");
	set(q, REQ_PROTOCOL, protocol->folder);
	set(q, REQ_HOST, "mail.corp.example");
	set(q, REQ_METHOD, "POST");
	set(q, REQ_TARGET, rng_chance(r, 1, 2) ? "EX01.corp.example" : "EX02.corp.example");
	set(q, REQ_ROUTING, "IntraForest");
	if (rng_chance(r, 1, 12))
		vocab_health(&q->draft, r);
	else
		vocab_user(&q->draft, r);
	buf_cstr(&q->draft, "@corp.example");
	take(q, REQ_USER);
	buf_cstr(&q->draft, "smtp~");
	buf_str(&q->draft, q->text[REQ_USER]);
	take(q, REQ_ANCHOR);
	buf_cstr(&q->draft, "Sid~S-1-5-21-1004336348-1177238915-682003330-");
	buf_u64(&q->draft, 1000 + rng_below(r, 1600));
	take(q, REQ_HINT);
	if (rng_chance(r, 1, 3))
		vocab_inside(&q->draft, r);
	else
		vocab_outside(&q->draft, r);
	take(q, REQ_CLIENT);
	q->authenticated = true;
	q->status = rng_chance(r, 1, 40) ? 401 : rng_chance(r, 1, 60) ? 500 : 200;
}

/* Cookies name a database as a rule; those that name a server are among the awkward rows. */
static void
draw_cookie(struct request *q, struct rng *r, moment_ms at)
{
	if (rng_chance(r, 1, 4))
		return;
	buf_cstr(&q->draft, "Database~");
	rng_guid(&q->draft, r);
	buf_cstr(&q->draft, "~~");
	moment_put_plain(&q->draft, at + 600 * MOMENT_SECOND);
	take(q, REQ_COOKIE);
}

static void
unauthenticated(struct request *q)
{
	set(q, REQ_USER, "");
	set(q, REQ_ANCHOR, "");
	set(q, REQ_HINT, "");
	q->authenticated = false;
	q->status = 401;
}

static void
server_cookie(struct request *q, const char *server, moment_ms at)
{
	buf_cstr(&q->draft, "Server~");
	buf_cstr(&q->draft, server);
	buf_cstr(&q->draft, "~1942062522~");
	moment_put_plain(&q->draft, at + 600 * MOMENT_SECOND);
	take(q, REQ_COOKIE);
}

/* Benign, and near enough to a condition to trip a careless rule. */
static void
make_awkward(struct request *q, struct rng *r, moment_ms at)
{
	switch (rng_below(r, 9)) {
	case 0: /* A server's cookie without a path, sent before the user has logged on. */
		unauthenticated(q);
		server_cookie(q, "EX01.corp.example", at);
		break;
	case 1: /* One with a path, of a user who has. */
		server_cookie(q, "EX02.corp.example/mapi", at);
		break;
	case 2: /* Somebody looks for the very words. */
		set(q, REQ_QUERY, "?action=FindItem&q=X-BEResource%3DServer~EX01.corp.example~1942062522");
		break;
	case 3: set(q, REQ_QUERY, "?action=FindItem&q=%22ServerInfo~*/*%22, how to read it"); break;
	case 4: set(q, REQ_AGENT, "ServerInfo-Inventory/2.1 (internal, nightly)"); break;
	case 5: /* An anchor that names a server, and nothing on it. */
		set(q, REQ_ANCHOR, "ServerInfo~EX01.corp.example");
		set(q, REQ_HINT, "TargetServer~EX01.corp.example");
		break;
	case 6: /* The server watches itself. */
		set(q, REQ_CLIENT, rng_chance(r, 1, 2) ? "127.0.0.1" : "::1");
		set(q, REQ_AGENT, "AMProbe/Local/ClientAccess");
		set(q, REQ_QUERY, "?probe=/ecp/exhealth.check");
		break;
	case 7:
		unauthenticated(q);
		set(q, REQ_QUERY, "?ru=/ecp/default.aspx");
		break;
	default: server_cookie(q, "EX02.corp.example", at); break;
	}
}

void
request_benign(struct request *q, const struct protocol *protocol, struct log_file *f, moment_ms at)
{
	struct rng *r = &f->rng;

	arena_reset(&q->keep);
	draw_common(q, protocol, r);
	draw_cookie(q, r, at);
	protocol->draw(q, r);
	/* One row in fifty goes to /ecp/ anyway; with 31 of 1000 of the others it is one in twenty, and never fewer. */
	if (protocol->draw != draw_ecp && log_awkward(f, 31, 1000))
		make_awkward(q, r, at);
	if (rng_chance(r, 1, 2000))
		set(q, REQ_ERRORS,
		    "System.Web.HttpException: The client is gone\r\n   at Proxy.End(\"request\")\r\n   at "
		    "lab, row");
}

void
request_planted(struct request *q, const struct plant *p)
{
	arena_reset(&q->keep);
	for (size_t i = 0; i < REQ_TEXTS; i++)
		q->text[i] = STR("");
	set(q, REQ_PROTOCOL, p->folder);
	set(q, REQ_HOST, "198.51.100.5");
	set(q, REQ_STEM, p->stem);
	set(q, REQ_METHOD, p->method);
	set(q, REQ_AUTH, "FBA");
	set(q, REQ_ANCHOR, p->anchor);
	set(q, REQ_AGENT, p->agent);
	set(q, REQ_CLIENT, p->client);
	set(q, REQ_TARGET, "EX01.corp.example");
	set(q, REQ_ROUTING, "X-BEResource-Cookie");
	set(q, REQ_HINT, "X-BEResource-Cookie");
	set(q, REQ_COOKIE, p->cookie);
	q->authenticated = false;
	q->status = p->status;
}

void
request_free(struct request *q)
{
	arena_free(&q->keep);
	buf_free(&q->draft);
}
