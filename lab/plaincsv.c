/* A plain CSV, as somebody's own script would write it: names of its own, CRLF, the server's key in hex. */
#include "plaincsv.h"

#include "cert.h"

void
plaincsv_header(struct buf *b)
{
	buf_cstr(b, "ip,port,time,version,server_name,key_sha256,country,asn,remark\r\n");
}

void
plaincsv_record(struct buf *b, const struct sighting *s, struct rng *r)
{
	struct cert c = CERT_NEW;

	hosts_put_ip(b, s->host->ip[s->host->moved]);
	buf_printf(b, ",%u,", s->host->port);
	moment_put_rfc3339(b, s->at);
	buf_char(b, ',');
	scan_put_build(b, s);
	buf_char(b, ',');
	buf_str(b, s->host->servername);
	buf_char(b, ',');
	if (s->host->tls) {
		cert_make(&c, s->world->seed, s->host->key, STR("lab"));
		hex_put(b, c.spki.b, sizeof(c.spki.b));
	}
	buf_printf(b, ",%s,%u,%s\r\n", hosts_country(s->host->country), s->host->asn,
	    rng_chance(r, 1, 50) ? "\"seen twice, \"\"perhaps\"\"\"" : "");
	cert_free(&c);
}
