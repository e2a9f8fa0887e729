/*
 * Shadowserver's "Vulnerable Exchange Server" report: every cell quoted, three
 * parts of the version at most, and no key by which a server could be told
 * again at another address.
 */
#include "shadowserver.h"

void
shadowserver_header(struct buf *b)
{
	buf_cstr(b,
	    "\"timestamp\",\"ip\",\"port\",\"hostname\",\"tag\",\"asn\",\"geo\",\"region\",\"city\","
	    "\"naics\",\"sic\",\"sector\","
	    "\"version\",\"servername\",\"url\"\n");
}

void
shadowserver_record(struct buf *b, const struct sighting *s, struct rng *r)
{
	bool fixed = s->world->builds.build[s->host->build].state != BUILD_UNFIXED;

	(void)r;
	buf_char(b, '"');
	moment_put_plain(b, s->at);
	buf_cstr(b, "\",\"");
	hosts_put_ip(b, s->host->ip[s->host->moved]);
	buf_printf(b,
	    "\",\"%u\",\"mail.firm%u.example\",\"%s\",\"%u\",\"%s\",\"REGION, "
	    "\"\"LAB\"\"\",\"CITY\",\"0\",\"0\",\"\",\"",
	    s->host->port, s->host->key, fixed ? "exchange" : "exchange;cve-2021-26855", s->host->asn,
	    hosts_country(s->host->country));
	scan_put_build(b, s);
	buf_cstr(b, "\",\"");
	buf_str(b, s->host->servername);
	buf_cstr(b, "\",\"\"\n");
}
