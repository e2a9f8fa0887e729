/* What is planted: see the header. */
#include "plan.h"

#include <stdlib.h>

#include "base/vec.h"

/* Two intruders, a scanner of defenders, and the server itself.  The addresses are from RFC 5737. */
#define ALICE   "203.0.113.66"
#define MALLORY "198.51.100.23"
#define SCANNER "192.0.2.80"
#define SELF    "fe80::35d2:1a2b:77c1:9e40%11"

#define CVE_SSRF  "CVE-2021-26855"
#define CVE_WRITE "CVE-2021-26858"
#define CVE_SETUP "CVE-2021-27065"

#define BE       "ServerInfo~a]@EX01.corp.example:444"
#define REQUESTS "python-requests/2.25.1"
#define CHROME                                                                              \
	"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) " \
	"Chrome/88.0.4324.190 Safari/537.36"
#define CHROME_IIS                                                                                 \
	"Mozilla/5.0+(Windows+NT+10.0;+Win64;+x64)+AppleWebKit/537.36+(KHTML,+like+Gecko)+Chrome/" \
	"88.0.4324.190+Safari/537.36"
#define BAIDU "Mozilla/5.0+(compatible;+Baiduspider/2.0;++http://www.baidu.com/search/spider.html)"
#define DUCK  "DuckDuckBot/1.0;+(+http://duckduckgo.com/duckduckbot.html)"

/*
 * In place of a script: a tag inside a URL is what the rules look for, and this one means nothing to any
 * program.
 */
#define PLACEHOLDER "http://f/<placeholder>lab row, nothing here runs</placeholder>"

#define PROXY(dir) .log = PLANT_HTTPPROXY, .folder = (dir)

static const struct plant story[] = {
	/* Probes: most tools pass over the first two. */
	{ PROXY("Ecp"), .permille = 5, .times = 2, .condition = 1, .also = PLANT_ALSO(3), .cve = CVE_SSRF,
	    .drop = DROP_AUTODISCOVER, .client = ALICE, .method = "POST", .stem = "/ecp/y.js",
	    .agent = REQUESTS, .status = 200, .anchor = BE "/autodiscover/autodiscover.xml?#" },
	{ PROXY("Owa"), .permille = 9, .condition = 1, .also = PLANT_ALSO(3), .cve = CVE_SSRF,
	    .drop = DROP_LOCALHOST, .client = SCANNER, .method = "GET", .stem = "/owa/auth/x.js",
	    .agent = "Mozilla/5.0", .status = 500, .anchor = "ServerInfo~localhost/ecp/default.flt?" },
	{ .log = PLANT_IIS_FRONT,
	    .permille = 9,
	    .condition = 6,
	    .also = PLANT_ALSO(5) | PLANT_ALSO(23),
	    .cve = CVE_SSRF,
	    .client = ALICE,
	    .method = "POST",
	    .stem = "/ecp/y.js",
	    .query = "-",
	    .agent = REQUESTS,
	    .status = 200 },
	{ .log = PLANT_IIS_FRONT,
	    .permille = 20,
	    .condition = 4,
	    .also = PLANT_ALSO(5) | PLANT_ALSO(23),
	    .cve = CVE_SSRF,
	    .client = ALICE,
	    .method = "POST",
	    .stem = "/owa/auth/Current/themes/resources/logon.css",
	    .query = "-",
	    .agent = BAIDU,
	    .status = 200 },
	{ .log = PLANT_IIS_FRONT,
	    .permille = 22,
	    .condition = 4,
	    .also = PLANT_ALSO(23),
	    .cve = CVE_SSRF,
	    .client = MALLORY,
	    .method = "POST",
	    .stem = "/owa/auth/Current/themes/resources/segoeui-regular.eot",
	    .query = "-",
	    .agent = CHROME_IIS,
	    .status = 302 },
	{ .log = PLANT_IIS_FRONT,
	    .permille = 30,
	    .condition = 5,
	    .also = PLANT_ALSO(23),
	    .cve = CVE_SSRF,
	    .client = MALLORY,
	    .method = "POST",
	    .stem = "/owa/auth/Current/scripts/premium/flogon.js",
	    .query = "-",
	    .agent = DUCK,
	    .status = 200 },
	{ .log = PLANT_IIS_FRONT,
	    .permille = 33,
	    .condition = 5,
	    .also = PLANT_ALSO(23),
	    .cve = CVE_SSRF,
	    .client = MALLORY,
	    .method = "POST",
	    .stem = "/ecp/default.aspx",
	    .query = "-",
	    .agent = "ExchangeServicesClient/0.0.0.0",
	    .status = 302 },
	{ .log = PLANT_IIS_FRONT,
	    .permille = 40,
	    .condition = 6,
	    .also = PLANT_ALSO(23),
	    .cve = CVE_SSRF,
	    .client = MALLORY,
	    .method = "POST",
	    .stem = "/ecp/default.flt",
	    .query = "-",
	    .agent = CHROME_IIS,
	    .status = 241 },
	{ .log = PLANT_IIS_FRONT,
	    .permille = 41,
	    .condition = 6,
	    .also = PLANT_ALSO(5) | PLANT_ALSO(23),
	    .cve = CVE_SSRF,
	    .client = ALICE,
	    .method = "POST",
	    .stem = "/ecp/main.css",
	    .query = "-",
	    .agent = "python-requests/2.19.1",
	    .status = 200 },

	/* The back end is reached. */
	{ PROXY("Ecp"), .permille = 50, .condition = 1, .also = PLANT_ALSO(3), .cve = CVE_SSRF,
	    .client = ALICE, .method = "POST", .stem = "/ecp/y.js", .agent = REQUESTS, .status = 200,
	    .anchor = BE "/mapi/emsmdb/?#" },
	{ PROXY("Ecp"), .permille = 51, .times = 2, .condition = 1, .also = PLANT_ALSO(3), .cve = CVE_SSRF,
	    .client = ALICE, .method = "POST", .stem = "/ecp/y.js", .agent = REQUESTS, .status = 241,
	    .anchor = BE "/ecp/proxyLogon.ecp?#" },
	{ PROXY("Owa"), .permille = 60, .condition = 2, .cve = CVE_SSRF, .client = MALLORY, .method = "POST",
	    .stem = "/owa/auth/logon.aspx", .agent = CHROME, .status = 200, .anchor = "",
	    .cookie = "Server~EX01.corp.example:444/EWS/Exchange.asmx?a=~1942062522" },
	{ PROXY("Owa"), .permille = 62, .condition = 3, .also = PLANT_ALSO(1), .cve = CVE_SSRF,
	    .client = MALLORY, .method = "POST", .stem = "/owa/auth/Current/themes/resources/logon.css",
	    .agent = CHROME, .status = 200, .anchor = "ServerInfo~EX01.corp.example/EWS/Exchange.asmx?a=" },
	{ .log = PLANT_IIS_BACK,
	    .permille = 65,
	    .times = 2,
	    .condition = 7,
	    .cve = CVE_SSRF,
	    .client = SELF,
	    .method = "GET",
	    .stem = "/ecp/default.aspx",
	    .query = "t=1614650000&a=lab",
	    .user = "-",
	    .agent = CHROME_IIS,
	    .status = 302 },

	/* The virtual directory is changed. */
	{ PROXY("Ecp"), .permille = 100, .condition = 1, .also = PLANT_ALSO(3), .cve = CVE_SSRF,
	    .client = ALICE, .method = "POST", .stem = "/ecp/y.js", .agent = REQUESTS, .status = 200,
	    .anchor = BE
	    "/ecp/DDI/DDIService.svc/GetObject?msExchEcpCanary=lab-placeholder&schema=OABVirtualDirectory#" },
	{ PROXY("Ecp"), .permille = 103, .condition = 15, .also = PLANT_ALSO(1) | PLANT_ALSO(3),
	    .cve = CVE_SETUP, .client = ALICE, .method = "POST", .stem = "/ecp/y.js", .agent = REQUESTS,
	    .status = 200,
	    .anchor = BE "/ecp/DDI/DDIService.svc/"
			 "SetObject?msExchEcpCanary=lab-placeholder&schema=ResetOABVirtualDirectory#" },
	{ PROXY("Ecp"), .permille = 104, .condition = 1, .also = PLANT_ALSO(3), .cve = CVE_SSRF,
	    .client = ALICE, .method = "POST", .stem = "/ecp/y.js", .agent = REQUESTS, .status = 500,
	    .anchor = BE "/ecp/DDI/DDIService.svc/"
			 "SetObject?msExchEcpCanary=lab-placeholder&schema=ResetOABVirtualDirectory#" },
	{ .log = PLANT_IIS_BACK,
	    .permille = 103,
	    .times = 2,
	    .condition = 14,
	    .also = PLANT_ALSO(5) | PLANT_ALSO(23),
	    .cve = CVE_SETUP,
	    .client = SELF,
	    .method = "POST",
	    .stem = "/ecp/DDI/DDIService.svc/SetObject",
	    .query =
		"ActivityCorrelationID=lab&schema=ResetOABVirtualDirectory&msExchEcpCanary=lab-placeholder",
	    .user = "CORP\\EX01$",
	    .agent = REQUESTS,
	    .status = 200 },
	{ .log = PLANT_ECP,
	    .permille = 103,
	    .condition = 16,
	    .cve = CVE_SETUP,
	    .client = NULL,
	    .text =
		"ECP.Request,\"S:TIME=812;S:SID=lab;'S:CMD=Set-OabVirtualDirectory.ExternalUrl=''" PLACEHOLDER
		"''.Identity=''OAB''';S:REQID=;S:URL=https://ex01.corp.example:444/ecp/DDI/DDIService.svc/"
		"SetObject?schema=ResetOABVirtualDirectory;S:EX=;S:ACTID=lab\"" },
	{ .log = PLANT_ECP,
	    .permille = 140,
	    .condition = 16,
	    .cve = CVE_SETUP,
	    .client = NULL,
	    .text =
		"ECP.Request,\"S:TIME=655;S:SID=lab;'S:CMD=Set-OwaVirtualDirectory.InternalUrl=''" PLACEHOLDER
		"''.Identity=''OwaVirtualDirectory''';S:REQID=;S:EX=;S:ACTID=lab\"" },

	/* A file is written, and asked for. */
	{ .log = PLANT_OAB,
	    .permille = 180,
	    .condition = 12,
	    .cve = CVE_WRITE,
	    .text = "Download failed and temporary file 'C:\\inetpub\\wwwroot\\aspnet_client\\lab-row.aspx' "
		    "needs to be removed" },
	{ .log = PLANT_OAB,
	    .permille = 420,
	    .condition = 12,
	    .cve = CVE_WRITE,
	    .text = "Download failed and temporary file 'C:\\Program Files\\Microsoft\\Exchange "
		    "Server\\V15\\FrontEnd\\HttpProxy\\owa\\auth\\lab-row.aspx' needs to be removed" },
	{ .log = PLANT_IIS_FRONT,
	    .permille = 200,
	    .times = 14,
	    .condition = 23,
	    .client = ALICE,
	    .method = "POST",
	    .stem = "/aspnet_client/lab-row.aspx",
	    .query = "-",
	    .agent = "antSword/v2.1",
	    .status = 200 },
	{ .log = PLANT_IIS_FRONT,
	    .permille = 440,
	    .times = 6,
	    .condition = 23,
	    .client = MALLORY,
	    .method = "POST",
	    .stem = "/owa/auth/lab-row.aspx",
	    .query = "-",
	    .agent = CHROME_IIS,
	    .status = 200 },
	{ .log = PLANT_IIS_FRONT,
	    .permille = 450,
	    .condition = 22,
	    .client = ALICE,
	    .method = "GET",
	    .stem = "/aspnet_client/lab-row.aspx",
	    .query = "c=cmd.exe+/c+cd+/d+C:/inetpub/wwwroot/aspnet_client&del+'lab-row.aspx'&echo+[S]",
	    .agent = "antSword/v2.1",
	    .status = 200 },
	{ .log = PLANT_ECP,
	    .permille = 460,
	    .condition = 22,
	    .client = NULL,
	    .text = "ECP.Request,\"S:TIME=12;S:SID=lab;'S:CMD=cmd.exe /c cd /d "
		    "C:/inetpub/wwwroot/aspnet_client&del "
		    "''lab-row.aspx''&echo [S]';S:EX=;S:ACTID=lab\"" },

	/* Later visits. */
	{ PROXY("Ecp"), .permille = 700, .times = 2, .condition = 1, .also = PLANT_ALSO(3), .cve = CVE_SSRF,
	    .client = MALLORY, .method = "POST", .stem = "/ecp/abc.js", .agent = CHROME, .status = 200,
	    .anchor = "ServerInfo~a]@EX02.corp.example:444/mapi/emsmdb/?MailboxId=lab#" },
	{ PROXY("Autodiscover"), .permille = 820, .condition = 1, .cve = CVE_SSRF, .drop = DROP_AUTODISCOVER,
	    .client = SCANNER, .method = "POST", .stem = "/autodiscover/autodiscover.xml",
	    .agent = "Mozilla/5.0, lab", .status = 401,
	    .anchor = "ServerInfo~a]@EX01.corp.example:444/autodiscover/autodiscover.xml" },
	{ .log = PLANT_IIS_FRONT,
	    .permille = 990,
	    .times = 3,
	    .condition = 23,
	    .client = ALICE,
	    .method = "POST",
	    .stem = "/aspnet_client/lab-row.aspx",
	    .query = "-",
	    .agent = "antSword/v2.1",
	    .status = 200 },
};

static int
by_time(const void *a, const void *b)
{
	const struct plant *x = a, *y = b;

	if (x->at != y->at)
		return (x->at < y->at ? -1 : 1);
	/* Rows of one moment keep the order of the story, so that every machine sorts alike. */
	return (x->permille < y->permille ? -1 : x->permille > y->permille);
}

int
plan_new(struct plan *p, moment_ms from, moment_ms to, struct err *e)
{
	moment_ms begin = moment_of(2021, 2, 28) + 3 * MOMENT_HOUR;

	/* The attacks began at the end of February; a shorter window gets them all the same. */
	if (begin < from || begin > to - MOMENT_DAY / 2)
		begin = from + (to - from) / 100;
	*p = (struct plan){ 0 };
	for (size_t i = 0; i < sizeof(story) / sizeof(story[0]); i++)
		for (unsigned k = 0; k < (story[i].times != 0 ? story[i].times : 1); k++) {
			struct plant row = story[i];

			if (VEC_GROW(p->row, p->n, p->cap) != 0)
				return (err_set(e, ERR_NOMEM, "out of memory"));
			row.at = begin + (to - begin) / 1000 * (moment_ms)row.permille + (moment_ms)i * 811 +
			    (moment_ms)k * 37 * MOMENT_SECOND;
			if (row.at >= to)
				row.at = to - 1;
			p->row[p->n++] = row;
		}
	qsort(p->row, p->n, sizeof(*p->row), by_time);
	return (0);
}

size_t
plan_next(
    const struct plan *p, enum plant_log log, const char *folder, size_t at, moment_ms from, moment_ms to)
{
	for (; at < p->n; at++) {
		const struct plant *row = &p->row[at];

		if (row->log != log || row->at < from || row->at >= to)
			continue;
		if (folder == NULL || strcmp(row->folder, folder) == 0)
			return (at);
	}
	return (SIZE_MAX);
}

void
plan_free(struct plan *p)
{
	free(p->row);
	*p = (struct plan){ 0 };
}
