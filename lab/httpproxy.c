/*
 * Logging\HttpProxy\PROTOCOL\HttpProxy_YYYYMMDDHH-1.LOG: one CSV a protocol
 * and hour, 74 columns.  The older build has fewer, calls one of them nothing
 * at all, and knows nothing of UrlHost.  Some files begin with a byte order
 * mark, and the bare header stands in front of the # lines or does not.
 */
#include "httpproxy.h"

#include <stdio.h>

#include "request.h"

enum column_kind {
	COL_TIME,
	COL_GUID,      /* A GUID in every row. */
	COL_GUID_SOME, /* One in half of them. */
	COL_TEXT,      /* ${arg}: an enum request_text. */
	COL_ALWAYS,    /* ${text}. */
	COL_BUILD,     /* The third part of the version; COL_REVISION: the fourth. */
	COL_REVISION,
	COL_STATUS, /* The status; COL_BACKEND: what the back end said. */
	COL_BACKEND,
	COL_AUTHENTICATED,
	COL_NUMBER,    /* Below ${arg}. */
	COL_SOME,      /* Below ${arg} in one row of eight. */
	COL_BREAKDOWN, /* Latencies in a list. */
	COL_GENERIC,   /* What else the proxy has to say. */
	COL_EMPTY
};

enum { SINCE_OLD, SINCE_NEW, ONLY_OLD };

struct column {
	const char *name;
	enum column_kind kind;
	unsigned arg;
	const char *text;
	unsigned since;
};

static const struct column columns[] = {
	{ "DateTime", COL_TIME, 0, NULL, SINCE_OLD },
	{ "RequestId", COL_GUID, 0, NULL, SINCE_OLD },
	{ "MajorVersion", COL_ALWAYS, 0, "15", SINCE_OLD },
	{ "MinorVersion", COL_ALWAYS, 0, "1", SINCE_OLD },
	{ "BuildVersion", COL_BUILD, 0, NULL, SINCE_OLD },
	{ "RevisionVersion", COL_REVISION, 0, NULL, SINCE_OLD },
	{ "ClientRequestId", COL_GUID_SOME, 0, NULL, SINCE_OLD },
	{ "Protocol", COL_TEXT, REQ_PROTOCOL, NULL, SINCE_OLD },
	{ "UrlHost", COL_TEXT, REQ_HOST, NULL, SINCE_NEW },
	{ "UrlStem", COL_TEXT, REQ_STEM, NULL, SINCE_OLD },
	{ "ProtocolAction", COL_EMPTY, 0, NULL, SINCE_OLD },
	{ "AuthenticationType", COL_TEXT, REQ_AUTH, NULL, SINCE_OLD },
	{ "IsAuthenticated", COL_AUTHENTICATED, 0, NULL, SINCE_OLD },
	{ "AuthenticatedUser", COL_TEXT, REQ_USER, NULL, SINCE_OLD },
	{ "Organization", COL_TEXT, REQ_ORG, NULL, SINCE_OLD },
	{ "AnchorMailbox", COL_TEXT, REQ_ANCHOR, NULL, SINCE_OLD },
	{ "UserAgent", COL_TEXT, REQ_AGENT, NULL, SINCE_OLD },
	{ "ClientIpAddress", COL_TEXT, REQ_CLIENT, NULL, SINCE_OLD },
	{ "ServerHostName", COL_ALWAYS, 0, "EX01", SINCE_OLD },
	{ "HttpStatus", COL_STATUS, 0, NULL, SINCE_OLD },
	{ "BackEndStatus", COL_BACKEND, 0, NULL, SINCE_OLD },
	{ "ErrorCode", COL_EMPTY, 0, NULL, SINCE_OLD },
	{ "Method", COL_TEXT, REQ_METHOD, NULL, SINCE_OLD },
	{ "ProxyAction", COL_ALWAYS, 0, "Proxy", SINCE_OLD },
	{ "TargetServer", COL_TEXT, REQ_TARGET, NULL, SINCE_OLD },
	{ "", COL_EMPTY, 0, NULL, ONLY_OLD },
	{ "TargetServerVersion", COL_ALWAYS, 0, "15.01.2106.000", SINCE_OLD },
	{ "RoutingType", COL_TEXT, REQ_ROUTING, NULL, SINCE_NEW },
	{ "RoutingHint", COL_TEXT, REQ_HINT, NULL, SINCE_OLD },
	{ "BackEndCookie", COL_TEXT, REQ_COOKIE, NULL, SINCE_OLD },
	{ "ServerLocatorHost", COL_EMPTY, 0, NULL, SINCE_OLD },
	{ "ServerLocatorLatency", COL_SOME, 40, NULL, SINCE_OLD },
	{ "RequestBytes", COL_NUMBER, 30000, NULL, SINCE_OLD },
	{ "ResponseBytes", COL_NUMBER, 900000, NULL, SINCE_OLD },
	{ "TargetOutstandingRequests", COL_NUMBER, 9, NULL, SINCE_OLD },
	{ "AuthModulePerfContext", COL_EMPTY, 0, NULL, SINCE_OLD },
	{ "HttpPipelineLatency", COL_NUMBER, 12, NULL, SINCE_OLD },
	{ "CalculateTargetBackEndLatency", COL_NUMBER, 30, NULL, SINCE_OLD },
	{ "GlsLatencyBreakup", COL_EMPTY, 0, NULL, SINCE_OLD },
	{ "TotalGlsLatency", COL_ALWAYS, 0, "0", SINCE_OLD },
	{ "AccountForestLatencyBreakup", COL_BREAKDOWN, 0, NULL, SINCE_OLD },
	{ "TotalAccountForestLatency", COL_NUMBER, 20, NULL, SINCE_OLD },
	{ "ResourceForestLatencyBreakup", COL_EMPTY, 0, NULL, SINCE_OLD },
	{ "TotalResourceForestLatency", COL_ALWAYS, 0, "0", SINCE_OLD },
	{ "ADLatency", COL_NUMBER, 20, NULL, SINCE_OLD },
	{ "SharedCacheLatencyBreakup", COL_BREAKDOWN, 0, NULL, SINCE_OLD },
	{ "TotalSharedCacheLatency", COL_NUMBER, 9, NULL, SINCE_OLD },
	{ "ActivityContextLifeTime", COL_NUMBER, 4000, NULL, SINCE_OLD },
	{ "ModuleToHandlerSwitchingLatency", COL_NUMBER, 3, NULL, SINCE_OLD },
	{ "ClientReqStreamLatency", COL_SOME, 300, NULL, SINCE_OLD },
	{ "BackendReqInitLatency", COL_NUMBER, 5, NULL, SINCE_OLD },
	{ "BackendReqStreamLatency", COL_SOME, 300, NULL, SINCE_OLD },
	{ "BackendProcessingLatency", COL_NUMBER, 3000, NULL, SINCE_OLD },
	{ "BackendRespInitLatency", COL_NUMBER, 3, NULL, SINCE_OLD },
	{ "BackendRespStreamLatency", COL_NUMBER, 200, NULL, SINCE_OLD },
	{ "ClientRespStreamLatency", COL_NUMBER, 200, NULL, SINCE_OLD },
	{ "KerberosAuthHeaderLatency", COL_NUMBER, 2, NULL, SINCE_OLD },
	{ "HandlerCompletionLatency", COL_NUMBER, 2, NULL, SINCE_OLD },
	{ "RequestHandlerLatency", COL_NUMBER, 30, NULL, SINCE_OLD },
	{ "HandlerToModuleSwitchingLatency", COL_NUMBER, 2, NULL, SINCE_OLD },
	{ "ProxyTime", COL_NUMBER, 3000, NULL, SINCE_OLD },
	{ "CoreLatency", COL_NUMBER, 40, NULL, SINCE_OLD },
	{ "RoutingLatency", COL_NUMBER, 30, NULL, SINCE_OLD },
	{ "HttpProxyOverhead", COL_NUMBER, 40, NULL, SINCE_OLD },
	{ "TotalRequestTime", COL_NUMBER, 4000, NULL, SINCE_OLD },
	{ "RouteRefresherLatency", COL_SOME, 10, NULL, SINCE_NEW },
	{ "UrlQuery", COL_TEXT, REQ_QUERY, NULL, SINCE_OLD },
	{ "BackEndGenericInfo", COL_EMPTY, 0, NULL, SINCE_OLD },
	{ "GenericInfo", COL_GENERIC, 0, NULL, SINCE_OLD },
	{ "GenericErrors", COL_TEXT, REQ_ERRORS, NULL, SINCE_OLD },
	{ "EdgeTraceId", COL_EMPTY, 0, NULL, SINCE_NEW },
	{ "DatabaseGuid", COL_GUID_SOME, 0, NULL, SINCE_NEW },
	{ "UserADObjectGuid", COL_GUID_SOME, 0, NULL, SINCE_NEW },
	{ "PartitionEndpointLookupLatency", COL_SOME, 5, NULL, SINCE_NEW },
	{ "RoutingStatus", COL_EMPTY, 0, NULL, SINCE_NEW },
};

/* One file being made: its columns and the request in hand. */
struct proxy_file {
	const struct protocol *protocol;
	bool old;
	struct request request;
};

static bool
has_column(const struct proxy_file *p, const struct column *c)
{
	return (c->since == SINCE_OLD || (c->since == SINCE_NEW) == !p->old);
}

static void
put_header(struct buf *b, const struct proxy_file *p)
{
	bool first = true;

	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++) {
		if (!has_column(p, &columns[i]))
			continue;
		if (!first)
			buf_char(b, ',');
		buf_cstr(b, columns[i].name);
		first = false;
	}
	buf_cstr(b, "\r\n");
}

static void
put_preamble(struct log_file *f, const struct proxy_file *p)
{
	struct buf *b = &f->out.b;

	if (rng_chance(&f->rng, 1, 3))
		buf_cstr(b, "\xef\xbb\xbf");
	if (rng_chance(&f->rng, 2, 3))
		put_header(b, p);
	buf_cstr(b, "#Software: Microsoft Exchange Server\r\n#Version: ");
	buf_cstr(b, p->old ? "15.01.1979.003" : "15.01.2106.002");
	buf_cstr(b, "\r\n#Log-type: HttpProxy Logs\r\n#Date: ");
	moment_put_log(b, f->from);
	buf_cstr(b, "\r\n#Fields: ");
	put_header(b, p);
}

static void
put_generic(struct buf *b, struct rng *r, moment_ms at)
{
	buf_cstr(b, "BeginRequest=");
	moment_put_log(b, at);
	buf_cstr(b, ";CorrelationID=<empty>;ProxyState-Run=None;AccountForestGuard_corp.example=");
	buf_u64(b, rng_below(r, 9));
	buf_cstr(b,
	    ";DownLevelTargetHash=0/0/1;ProxyState-Complete=PrepareServerRequest;NewConnection=10.20.0.5&0;"
	    "BeginGetRequestStream=");
	moment_put_log(b, at + 1);
	buf_cstr(b, ";OnRequestStreamReady=");
	moment_put_log(b, at + 2);
	buf_cstr(b, ";BeginGetResponse=");
	moment_put_log(b, at + 3);
	buf_cstr(b, ";OnResponseReady=");
	moment_put_log(b, at + 3 + rng_below(r, 2000));
	buf_cstr(
	    b, ";EndGetResponse=200;ProxyState-Complete=ProxyResponseData;SharedCacheGuard=0;EndRequest=");
	moment_put_log(b, at + 2004);
	buf_char(b, ';');
}

static void
put_cell(struct buf *b, const struct column *c, const struct proxy_file *p, struct rng *r, moment_ms at)
{
	const struct request *q = &p->request;

	switch (c->kind) {
	case COL_TIME: moment_put_log(b, at); break;
	case COL_GUID_SOME:
		if (rng_chance(r, 1, 2))
			break;
		/* FALLTHROUGH */
	case COL_GUID: rng_guid(b, r); break;
	case COL_TEXT: vocab_csv(b, q->text[c->arg]); break;
	case COL_ALWAYS: buf_cstr(b, c->text); break;
	case COL_BUILD: buf_cstr(b, p->old ? "1979" : "2106"); break;
	case COL_REVISION: buf_cstr(b, p->old ? "3" : "2"); break;
	case COL_STATUS: buf_u64(b, q->status); break;
	case COL_BACKEND: buf_cstr(b, q->status == 401 ? "" : "200"); break;
	case COL_AUTHENTICATED: buf_cstr(b, q->authenticated ? "true" : "false"); break;
	case COL_SOME:
		if (!rng_chance(r, 1, 8))
			break;
		/* FALLTHROUGH */
	case COL_NUMBER: buf_u64(b, rng_below(r, c->arg)); break;
	case COL_BREAKDOWN:
		buf_u64(b, rng_below(r, 9));
		buf_char(b, ';');
		break;
	case COL_GENERIC: put_generic(b, r, at); break;
	case COL_EMPTY: break;
	}
}

static size_t
write_row(void *arg, struct log_file *f, moment_ms at, const struct plant *plant)
{
	struct proxy_file *p = arg;
	struct buf *b = &f->out.b;

	if (plant != NULL)
		request_planted(&p->request, plant);
	else
		request_benign(&p->request, p->protocol, f, at);
	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++) {
		if (!has_column(p, &columns[i]))
			continue;
		if (i > 0)
			buf_char(b, ',');
		put_cell(b, &columns[i], p, &f->rng, at);
	}
	buf_cstr(b, "\r\n");
	return (0);
}

static int
make_file(struct logs *w, const struct protocol *protocol, moment_ms from, moment_ms to, struct err *e)
{
	struct log_file f = { .kind = LOG_HTTPPROXY,
		.log = PLANT_HTTPPROXY,
		.folder = protocol->folder,
		.from = from,
		.to = to,
		.budget = logs_share(w, protocol->share * 64, from, to) };
	struct proxy_file p = { .protocol = protocol, .old = from < w->upgrade, .request = REQUEST_NEW };
	struct buf name = BUF(16);
	int rc, closed;

	moment_put_compact(&name, from, 10);
	(void)snprintf(f.path, sizeof(f.path), "logs/Exchange/Logging/HttpProxy/%s/HttpProxy_%s-1.LOG",
	    protocol->folder, buf_c(&name));
	buf_free(&name);
	if ((rc = log_begin(&f, w, e)) == 0) {
		put_preamble(&f, &p);
		rc = log_fill(&f, w, write_row, &p, e);
	}
	closed = log_end(&f, w, e);
	request_free(&p.request);
	return (rc != 0 ? rc : closed);
}

/* A small world has fewer files, each over more hours, so that they are not all header. */
static moment_ms
hours_per_file(const struct logs *w, const struct protocol *protocol)
{
	static const unsigned hours[] = { 1, 2, 4, 8, 12 };
	uint64_t hourly =
	    logs_share(w, protocol->share * 64, w->from, w->to) / (uint64_t)((w->to - w->from) / MOMENT_HOUR);

	for (size_t i = 0; i < sizeof(hours) / sizeof(hours[0]); i++)
		if (hourly * hours[i] >= 24576)
			return (hours[i] * MOMENT_HOUR);
	return (MOMENT_DAY);
}

int
httpproxy_make(struct logs *w, struct err *e)
{
	int rc;

	for (const struct protocol *p = protocols; p->folder != NULL; p++) {
		moment_ms step = hours_per_file(w, p);

		for (moment_ms t = w->from; t < w->to; t += step)
			if ((rc = make_file(w, p, t, t + step, e)) != 0)
				return (rc);
	}
	return (0);
}
