/* Rows of an IIS log: see the header. */
#include "iisrow.h"

#define COUNT(a) ((uint32_t)(sizeof(a) / sizeof((a)[0])))

const struct iis_site iis_sites[2] = {
	{ "W3SVC1", "443", PLANT_IIS_FRONT, 25000, false },
	{ "W3SVC2", "444", PLANT_IIS_BACK, 8000, true },
};

static const char *const field_name[IIS_END] = { "date", "time", "s-sitename", "s-ip", "cs-method",
	"cs-uri-stem", "cs-uri-query", "s-port", "cs-username", "c-ip", "cs(User-Agent)", "cs(Referer)",
	"sc-status", "sc-substatus", "sc-win32-status", "sc-bytes", "cs-bytes", "time-taken",
	"X-Forwarded-For" };

static const enum iis_field before[] = { IIS_DATE, IIS_TIME, IIS_SERVER, IIS_METHOD, IIS_STEM, IIS_QUERY,
	IIS_PORT, IIS_USER, IIS_CLIENT, IIS_AGENT, IIS_REFERER, IIS_STATUS, IIS_SUBSTATUS, IIS_WIN32,
	IIS_TAKEN, IIS_END };
static const enum iis_field after_front[] = { IIS_DATE, IIS_TIME, IIS_SERVER, IIS_METHOD, IIS_STEM, IIS_QUERY,
	IIS_PORT, IIS_USER, IIS_CLIENT, IIS_AGENT, IIS_REFERER, IIS_STATUS, IIS_SUBSTATUS, IIS_WIN32,
	IIS_SENT, IIS_RECEIVED, IIS_TAKEN, IIS_FORWARDED, IIS_END };
static const enum iis_field after_back[] = { IIS_DATE, IIS_TIME, IIS_SITENAME, IIS_CLIENT, IIS_USER,
	IIS_SERVER, IIS_PORT, IIS_METHOD, IIS_STEM, IIS_QUERY, IIS_STATUS, IIS_SUBSTATUS, IIS_WIN32,
	IIS_TAKEN, IIS_AGENT, IIS_END };

enum agent_kind { AGENT_BROWSER, AGENT_OUTLOOK, AGENT_PHONE, AGENT_SCRIPT, AGENT_MONITOR };

struct page {
	const char *method, *stem, *query; /* "*" in a query: a GUID stands there. */
	enum agent_kind agent;
	uint16_t weight;
};

/* Everyday pages; those that are posted to come first. */
static const struct page pages[] = {
	{ "POST", "/owa/service.svc", "action=FindItem&EP=1&ID=-41&AC=1&CorrelationID=<empty>;&cafeReqId=*;",
	    AGENT_BROWSER, 120 },
	{ "POST", "/EWS/Exchange.asmx", "&CorrelationID=<empty>;&cafeReqId=*;", AGENT_OUTLOOK, 150 },
	{ "POST", "/mapi/emsmdb/", "mailboxId=*@corp.example&CorrelationID=<empty>;&cafeReqId=*;",
	    AGENT_OUTLOOK, 260 },
	{ "POST", "/mapi/nspi/", "mailboxId=*@corp.example", AGENT_OUTLOOK, 30 },
	{ "POST", "/Microsoft-Server-ActiveSync/default.eas", "Cmd=Ping&DeviceId=A9*&DeviceType=iPhone",
	    AGENT_PHONE, 110 },
	{ "POST", "/autodiscover/autodiscover.xml", "&CorrelationID=<empty>;&cafeReqId=*;", AGENT_OUTLOOK,
	    40 },
	{ "POST", "/owa/auth.owa", "", AGENT_BROWSER, 10 },
	{ "POST", "/PowerShell/", "PSVersion=5.1.17763.1490", AGENT_SCRIPT, 10 },
	{ "POST", "/owa/ev.owa2", "ns=PendingRequest&ev=FinishNotificationRequest&UA=0", AGENT_BROWSER, 20 },
	{ "POST", "/rpc/rpcproxy.dll", "*@corp.example:6001", AGENT_OUTLOOK, 20 },
	{ "POST", "/owa/lang.owa", "", AGENT_BROWSER, 3 },
	{ "POST", "/helpdesk/ticket.aspx", "form=new", AGENT_BROWSER, 6 },
	{ "POST", "/helpdesk/upload.aspx", "t=attachment&id=*", AGENT_BROWSER, 3 },
#define PAGES_POSTED 13
	{ "GET", "/owa/", "", AGENT_BROWSER, 30 },
	{ "GET", "/owa/auth/logon.aspx", "replaceCurrent=1&url=https%3a%2f%2fmail.corp.example%2fowa%2f",
	    AGENT_BROWSER, 30 },
	{ "GET", "/owa/auth/15.1.2106/themes/resources/favicon.ico", "", AGENT_BROWSER, 20 },
	{ "GET", "/owa/auth/Current/themes/resources/logon.css", "", AGENT_BROWSER, 20 },
	{ "GET", "/owa/auth/Current/themes/resources/segoeui-regular.ttf", "", AGENT_BROWSER, 10 },
	{ "GET", "/aspnet_client/system_web/4_0_30319/webuivalidation.js", "", AGENT_BROWSER, 6 },
	{ "GET", "/OAB/8f9a1d6e-77c0-4be1-9d40-1a2b35d277c1/oab.xml", "", AGENT_OUTLOOK, 20 },
	{ "GET", "/EWS/Exchange.asmx/s/GetUserPhoto", "email=user@corp.example&size=HR64x64", AGENT_OUTLOOK,
	    20 },
	{ "GET", "/owa/healthcheck.htm", "", AGENT_MONITOR, 20 },
	{ "GET", "/mapi/healthcheck.htm", "", AGENT_MONITOR, 20 },
	{ "RPC_IN_DATA", "/rpc/rpcproxy.dll", "*@corp.example:6001", AGENT_OUTLOOK, 20 },
	{ "OPTIONS", "/Microsoft-Server-ActiveSync/default.eas", "", AGENT_PHONE, 10 },
	{ "GET", "/", "", AGENT_BROWSER, 6 },
};

/* Rows near enough to a condition to trip a careless rule; those that are posted to come first again. */
static const struct page awkward[] = {
	{ "POST", "/ecp/DDI/DDIService.svc/GetList",
	    "ActivityCorrelationID=*&schema=MailboxService&msExchEcpCanary=x", AGENT_BROWSER, 30 },
	{ "POST", "/ecp/DDI/DDIService.svc/SetObject",
	    "ActivityCorrelationID=*&schema=OwaMailboxPolicy&msExchEcpCanary=x", AGENT_BROWSER, 14 },
	{ "POST", "/ecp/DDI/DDIService.svc/SetObject",
	    "ActivityCorrelationID=*&schema=ResetOWAVirtualDirectory&msExchEcpCanary=x", AGENT_BROWSER, 2 },
	{ "POST", "/ecp/default.aspx", "", AGENT_BROWSER, 10 },
	{ "POST", "/ecp/PersonalSettings/Password.aspx", "", AGENT_BROWSER, 6 },
#define AWKWARD_POSTED 5
	{ "GET", "/ecp/", "rfr=owa", AGENT_BROWSER, 20 },
	{ "GET", "/ecp/15.1.2106.2/scripts/js.axd", "resources=UserExtended&v=15.1.2106.2", AGENT_BROWSER,
	    20 },
	{ "GET", "/ecp/main.css", "", AGENT_BROWSER, 4 },
	{ "GET", "/ecp/exhealth.check", "", AGENT_MONITOR, 40 },
	{ "GET", "/ecp/Current/exporttool/microsoft.exchange.ediscovery.exporttool.application", "",
	    AGENT_SCRIPT, 3 },
	{ "GET", "/owa/", "ru=/ecp/default.aspx", AGENT_BROWSER, 8 },
	{ "GET", "/owa/service.svc", "action=FindItem&q=X-BEResource%3DServer~EX01.corp.example~1942062522",
	    AGENT_BROWSER, 6 },
	{ "GET", "/helpdesk/search.aspx", "q=ServerInfo~*/*&t=1", AGENT_BROWSER, 6 },
	{ "GET", "/autodiscover/autodiscover.json", "a=ServerInfo", AGENT_SCRIPT, 4 },
};

const enum iis_field *
iis_fields(const struct iis_site *site, bool changed)
{
	if (!changed)
		return (before);
	return (site->back ? after_back : after_front);
}

const char *
iis_field_name(enum iis_field field)
{
	return (field_name[field]);
}

static struct buf *
cell(struct iis_row *row, enum iis_field field)
{
	struct buf *b = &row->text[field];

	b->max = 4096;
	buf_clear(b);
	return (b);
}

static void
set(struct iis_row *row, enum iis_field field, const char *text)
{
	buf_cstr(cell(row, field), text != NULL ? text : "");
}

static void
put_query(struct buf *b, const char *query, struct rng *r)
{
	for (const char *p = query; *p != '\0'; p++) {
		if (*p == '*' && p[1] != '/' && (p == query || p[-1] != '/'))
			rng_guid(b, r);
		else
			buf_char(b, *p);
	}
}

static struct str
draw_agent(enum agent_kind kind, struct rng *r)
{
	switch (kind) {
	case AGENT_BROWSER: return (vocab_browser(r));
	case AGENT_OUTLOOK: return (vocab_outlook(r));
	case AGENT_PHONE: return (vocab_phone(r));
	case AGENT_SCRIPT:
		return (rng_chance(r, 1, 2) ? STR("python-requests/2.25.1") : STR("Microsoft WinRM Client"));
	case AGENT_MONITOR: break;
	}
	return (STR("AMProbe/Local/ClientAccess"));
}

static void
draw_client(struct iis_row *row, const struct iis_site *site, enum agent_kind agent, struct rng *r)
{
	if (agent == AGENT_MONITOR)
		set(row, IIS_CLIENT, rng_chance(r, 1, 2) ? "127.0.0.1" : "::1");
	else if (site->back)
		set(row, IIS_CLIENT, vocab_front(rng_below(r, 4)));
	else if (rng_chance(r, 1, 3))
		vocab_inside(cell(row, IIS_CLIENT), r);
	else
		vocab_outside(cell(row, IIS_CLIENT), r);
}

/* The help desk is the firm's own, and has no back end. */
static bool
is_absent(const struct page *page, const struct iis_site *site)
{
	return (site->back && str_starts(str_of(page->stem), STR("/helpdesk/")));
}

/* Bytes that the four rows of an introduction surely have, whatever planted rows come in between. */
#define INTRODUCTION 6144

/* The first rows of a file let four clients ask for each page that is posted to; NULL where all have been. */
static const struct page *
introduce(struct iis_row *row, const struct iis_site *site, const struct log_file *f)
{
	static const char *const client[] = { "10.20.1.21", "10.20.2.22", "198.18.30.23", "198.19.31.24" };
	uint64_t at = row->introduced / 4;

	if (at >= PAGES_POSTED + (row->odd_pages < AWKWARD_POSTED ? row->odd_pages : AWKWARD_POSTED))
		return (NULL);
	/* A page that only some of the four could ask for would look like a web shell's. */
	if (row->introduced % 4 == 0 && sink_offset(&f->out) + INTRODUCTION > f->budget)
		return (NULL);
	set(row, IIS_CLIENT,
	    site->back ? vocab_front((uint32_t)row->introduced) : client[row->introduced % 4]);
	row->introduced++;
	if (at < PAGES_POSTED)
		return (is_absent(&pages[at], site) ? &pages[0] : &pages[at]);
	row->odd++;
	return (&awkward[at - PAGES_POSTED]);
}

static const struct page *
draw_page(struct iis_row *row, const struct iis_site *site, struct rng *r, bool forced)
{
	uint16_t weight[COUNT(pages) > COUNT(awkward) ? COUNT(pages) : COUNT(awkward)];
	/* One row in twenty is awkward over the whole file, whatever the introductions had of them. */
	bool odd = rng_chance(r, row->odd * 20 < row->n ? 95 : 5, 1000) || forced;
	const struct page *from = odd ? awkward : pages;
	uint32_t count = odd ? COUNT(awkward) : COUNT(pages);
	uint64_t posted = row->introduced / 4;

	row->odd += odd;
	for (uint32_t i = 0; i < count; i++)
		weight[i] = is_absent(&from[i], site) ? 0 : from[i].weight;
	/* Those that are posted to must have been introduced. */
	for (uint64_t i = odd && posted > PAGES_POSTED ? posted - PAGES_POSTED
		 : odd                                 ? 0
						       : posted;
	     i < (odd ? AWKWARD_POSTED : PAGES_POSTED); i++)
		weight[i] = 0;
	return (&from[rng_weighted(r, weight, count)]);
}

void
iis_row_benign(struct iis_row *row, const struct iis_site *site, struct log_file *f)
{
	struct rng *r = &f->rng;
	const struct page *page = f->spare > 0 ? introduce(row, site, f) : NULL;

	if (page == NULL) {
		page = draw_page(row, site, r, f->spare == 0);
		draw_client(row, site, page->agent, r);
	}
	row->n++;
	set(row, IIS_PORT, site->port);
	set(row, IIS_SITENAME, site->folder);
	set(row, IIS_METHOD, page->method);
	set(row, IIS_STEM, page->stem);
	put_query(cell(row, IIS_QUERY), page->query, r);
	vocab_plus(cell(row, IIS_AGENT), draw_agent(page->agent, r));
	(void)cell(row, IIS_USER);
	if (page->agent == AGENT_MONITOR) {
		vocab_health(&row->text[IIS_USER], r);
		buf_cstr(&row->text[IIS_USER], "@corp.example");
	} else if (rng_chance(r, 3, 4)) {
		buf_cstr(&row->text[IIS_USER], "CORP\\");
		vocab_user(&row->text[IIS_USER], r);
	}
	set(row, IIS_REFERER, page->agent == AGENT_BROWSER ? "https://mail.corp.example/owa/" : "");
	set(row, IIS_STATUS, rng_chance(r, 1, 30) ? "401" : rng_chance(r, 1, 40) ? "302" : "200");
}

void
iis_row_planted(struct iis_row *row, const struct plant *p)
{
	bool back = p->log == PLANT_IIS_BACK;

	set(row, IIS_PORT, iis_sites[back].port);
	set(row, IIS_SITENAME, iis_sites[back].folder);
	set(row, IIS_METHOD, p->method);
	set(row, IIS_STEM, p->stem);
	set(row, IIS_QUERY, p->query);
	set(row, IIS_USER, p->user);
	set(row, IIS_CLIENT, p->client);
	vocab_plus(cell(row, IIS_AGENT), str_of(p->agent));
	set(row, IIS_REFERER, "");
	buf_u64(cell(row, IIS_STATUS), p->status);
}

void
iis_row_put(
    struct buf *b, const struct iis_row *row, const enum iis_field *fields, struct rng *r, moment_ms at)
{
	for (size_t i = 0; fields[i] != IIS_END; i++) {
		if (i > 0)
			buf_char(b, ' ');
		switch (fields[i]) {
		case IIS_DATE:
			moment_put_plain(b, at);
			/* Date and time are two cells that one call wrote. */
			i++;
			break;
		case IIS_SERVER: buf_cstr(b, "10.20.0.5"); break;
		case IIS_SUBSTATUS:
		case IIS_WIN32: buf_char(b, '0'); break;
		case IIS_SENT:
		case IIS_RECEIVED:
		case IIS_TAKEN: buf_u64(b, 10 + rng_below(r, 9000)); break;
		default:
			if (row->text[fields[i]].n > 0)
				buf_str(b, buf_view(&row->text[fields[i]]));
			else
				buf_char(b, '-');
		}
	}
	buf_cstr(b, "\r\n");
}

void
iis_row_free(struct iis_row *row)
{
	for (size_t i = 0; i < IIS_END; i++)
		buf_free(&row->text[i]);
}
