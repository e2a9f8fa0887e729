/*
 * zgrab2's http module, as JSON Lines of about nine kilobytes: the page, every
 * header, the whole TLS handshake.  Headers that zgrab2 has no field for stand
 * in a list of key and values, in another order in every record.  The address'
 * country and AS are joined on at the top, as operators do.
 */
#include "zgrab2.h"

#include "base/escape.h"
#include "base/jsonw.h"
#include "cert.h"

/* The build as page paths hold it: three parts, or "" where the page is one of the firm's own. */
static void
put_page_build(struct buf *b, const struct sighting *s)
{
	struct sighting page = *s;

	page.three_only = true;
	scan_put_build(b, &page);
}

/* The page: enough of one to read a path from, and as long as such a page is. */
static void
put_page(struct buf *b, const struct sighting *s)
{
	static const char *const css[] = { "logon.css", "owafont.css", "csr.css", "premium.css", "basic.css",
		"print.css" };
	struct buf build = BUF(64);

	put_page_build(&build, s);
	buf_cstr(b,
	    "<!DOCTYPE html>\r\n<html>\r\n<head>\r\n<meta http-equiv=\"X-UA-Compatible\" content=\"IE=10\" "
	    "/>\r\n"
	    "<title>Outlook</title>\r\n");
	for (size_t i = 0; build.n > 0 && i < sizeof(css) / sizeof(css[0]); i++)
		buf_printf(b, "<link rel=\"stylesheet\" href=\"/owa/auth/%s/themes/resources/%s\" />\r\n",
		    buf_c(&build), css[i]);
	buf_cstr(b,
	    "</head>\r\n<body class=\"signInBg\">\r\n<form action=\"/owa/auth.owa\" method=\"POST\" "
	    "autocomplete=\"off\">\r\n");
	for (unsigned i = 0; i < 16; i++)
		buf_printf(b,
		    "<div class=\"signInInputLabel\" id=\"field%u\" aria-hidden=\"true\">Text of the lab's "
		    "page & more</div>\r\n",
		    i);
	buf_cstr(b, "<input type=\"submit\" value=\"sign in\" />\r\n</form>\r\n</body>\r\n</html>\r\n");
	buf_free(&build);
}

static void
put_list(struct jsonw *w, const char *key, const char *value)
{
	jsonw_key(w, key);
	jsonw_open(w, '[');
	jsonw_str(w, str_of(value));
	jsonw_close(w, ']');
}

static void
put_unknown(struct jsonw *w, const char *key, struct str value)
{
	jsonw_open(w, '{');
	jsonw_kcstr(w, "key", key);
	jsonw_key(w, "value");
	jsonw_open(w, '[');
	jsonw_str(w, value);
	jsonw_close(w, ']');
	jsonw_close(w, '}');
}

#define UNKNOWNS 6

/* The headers without a field of their own, shuffled. */
static void
put_unknowns(struct jsonw *w, const struct sighting *s, struct rng *r)
{
	static const char *const key[UNKNOWNS] = { "x_owa_version", "x_feserver", "request_id",
		"x_aspnet_version", "x_frame_options", "x_ua_compatible" };
	struct buf build = BUF(64), id = BUF(64);
	struct str value[UNKNOWNS];
	unsigned order[UNKNOWNS] = { 0, 1, 2, 3, 4, 5 };

	if (scan_shown(s) == 4)
		scan_put_build(&build, s);
	rng_guid(&id, r);
	value[0] = buf_view(&build);
	value[1] = s->host->servername;
	value[2] = buf_view(&id);
	value[3] = STR("4.0.30319");
	value[4] = STR("SAMEORIGIN");
	value[5] = STR("IE=10");
	jsonw_key(w, "unknown");
	jsonw_open(w, '[');
	for (unsigned i = UNKNOWNS; i > 0; i--) {
		unsigned k = rng_below(r, i), pick = order[k];

		order[k] = order[i - 1];
		if (value[pick].n > 0)
			put_unknown(w, key[pick], value[pick]);
	}
	jsonw_close(w, ']');
	buf_free(&build);
	buf_free(&id);
}

static void
put_headers(struct jsonw *w, const struct sighting *s, struct rng *r)
{
	struct buf date = BUF(64);

	moment_put_http(&date, s->at);
	jsonw_key(w, "headers");
	jsonw_open(w, '{');
	put_list(w, "cache_control", "no-cache, no-store");
	put_list(w, "content_type", "text/html; charset=utf-8");
	put_list(w, "date", buf_c(&date));
	put_list(w, "expires", "-1");
	put_list(w, "pragma", "no-cache");
	put_list(w, "server", "Microsoft-IIS/10.0");
	put_unknowns(w, s, r);
	put_list(w, "x_powered_by", "ASP.NET");
	jsonw_close(w, '}');
	buf_free(&date);
}

static void
put_hex(struct jsonw *w, const char *key, const struct sha256 *h)
{
	struct buf hex = BUF(128);

	hex_put(&hex, h->b, sizeof(h->b));
	jsonw_kstr(w, key, buf_view(&hex));
	buf_free(&hex);
}

static void
put_base64(struct jsonw *w, const char *key, struct str bytes)
{
	struct buf text = BUF(65536);

	base64_put(&text, bytes.p, bytes.n);
	jsonw_kstr(w, key, buf_view(&text));
	buf_free(&text);
}

static void
put_random(struct jsonw *w, const char *key, struct rng *r, size_t n)
{
	char bytes[512];

	rng_bytes(r, bytes, n);
	put_base64(w, key, (struct str){ bytes, n });
}

static void
put_subject(struct jsonw *w, const char *key, struct str name)
{
	jsonw_key(w, key);
	jsonw_open(w, '{');
	jsonw_key(w, "common_name");
	jsonw_open(w, '[');
	jsonw_str(w, name);
	jsonw_close(w, ']');
	jsonw_close(w, '}');
}

/* What zgrab2 has read out of the certificate. */
static void
put_parsed(struct jsonw *w, const struct cert *c, struct str name, struct rng *r)
{
	jsonw_key(w, "parsed");
	jsonw_open(w, '{');
	jsonw_ku64(w, "version", 3);
	jsonw_ku64(w, "serial_number", rng_u64(r) >> 12);
	jsonw_key(w, "signature_algorithm");
	jsonw_raw(w, STR("{\"name\":\"SHA256-RSA\",\"oid\":\"1.2.840.113549.1.1.11\"}"));
	put_subject(w, "issuer", STR("Lab CA"));
	jsonw_kcstr(w, "issuer_dn", "CN=Lab CA");
	jsonw_key(w, "validity");
	jsonw_raw(w,
	    STR("{\"start\":\"2020-06-01T00:00:00Z\",\"end\":\"2022-06-01T00:00:00Z\",\"length\":63072000}"));
	put_subject(w, "subject", name);
	jsonw_key(w, "subject_key_info");
	jsonw_open(w, '{');
	jsonw_key(w, "key_algorithm");
	jsonw_raw(w, STR("{\"name\":\"RSA\"}"));
	jsonw_key(w, "rsa_public_key");
	jsonw_open(w, '{');
	jsonw_ku64(w, "exponent", 65537);
	put_random(w, "modulus", r, 256);
	jsonw_ku64(w, "length", 2048);
	jsonw_close(w, '}');
	put_hex(w, "fingerprint_sha256", &c->spki);
	jsonw_close(w, '}');
	jsonw_key(w, "extensions");
	jsonw_raw(w,
	    STR("{\"key_usage\":{\"digital_signature\":true,\"key_encipherment\":true,\"value\":5},"
		"\"basic_constraints\":{\"is_ca\":false},\"extended_key_usage\":{\"server_auth\":true,"
		"\"client_auth\":true}}"));
	jsonw_key(w, "signature");
	jsonw_open(w, '{');
	put_random(w, "value", r, 256);
	jsonw_kbool(w, "valid", false);
	jsonw_kbool(w, "self_signed", false);
	jsonw_close(w, '}');
	put_hex(w, "fingerprint_sha256", &c->whole);
	jsonw_close(w, '}');
}

static void
put_certificates(struct jsonw *w, const struct cert *c, struct str name, struct rng *r)
{
	jsonw_key(w, "server_certificates");
	jsonw_open(w, '{');
	jsonw_key(w, "certificate");
	jsonw_open(w, '{');
	put_base64(w, "raw", buf_view(&c->der));
	put_parsed(w, c, name, r);
	jsonw_close(w, '}');
	/* The chain has no certificate that another server could be told by. */
	jsonw_key(w, "chain");
	jsonw_open(w, '[');
	for (unsigned i = 0; i < 2; i++) {
		jsonw_open(w, '{');
		put_random(w, "raw", r, 512);
		jsonw_close(w, '}');
	}
	jsonw_close(w, ']');
	jsonw_key(w, "validation");
	jsonw_raw(w,
	    STR("{\"browser_trusted\":false,\"browser_error\":\"x509: certificate signed by unknown "
		"authority\"}"));
	jsonw_close(w, '}');
}

static void
put_tls(struct jsonw *w, const struct sighting *s, struct rng *r)
{
	struct cert c = CERT_NEW;
	struct buf name = BUF(128);

	buf_printf(&name, "mail.firm%u.example", s->host->key);
	cert_make(&c, s->world->seed, s->host->key, buf_view(&name));
	jsonw_key(w, "tls_log");
	jsonw_open(w, '{');
	jsonw_key(w, "handshake_log");
	jsonw_open(w, '{');
	jsonw_key(w, "server_hello");
	jsonw_open(w, '{');
	jsonw_key(w, "version");
	jsonw_raw(w, STR("{\"name\":\"TLSv1.2\",\"value\":771}"));
	put_random(w, "random", r, 32);
	put_random(w, "session_id", r, 32);
	jsonw_key(w, "cipher_suite");
	jsonw_raw(w,
	    STR("{\"hex\":\"0xC030\",\"name\":\"TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384\",\"value\":49200}"));
	jsonw_kbool(w, "ocsp_stapling", false);
	jsonw_kbool(w, "secure_renegotiation", true);
	jsonw_close(w, '}');
	put_certificates(w, &c, buf_view(&name), r);
	jsonw_key(w, "server_key_exchange");
	jsonw_open(w, '{');
	put_random(w, "digest", r, 256);
	jsonw_close(w, '}');
	jsonw_key(w, "server_finished");
	jsonw_open(w, '{');
	put_random(w, "verify_data", r, 12);
	jsonw_close(w, '}');
	jsonw_close(w, '}');
	jsonw_close(w, '}');
	buf_free(&name);
	cert_free(&c);
}

static void
put_request(struct jsonw *w, const struct sighting *s, struct str ip, struct rng *r)
{
	struct buf host = BUF(64);

	buf_str(&host, ip);
	if (s->host->port != 443 && s->host->port != 80)
		buf_printf(&host, ":%u", s->host->port);
	jsonw_key(w, "request");
	jsonw_open(w, '{');
	jsonw_key(w, "url");
	jsonw_open(w, '{');
	jsonw_kcstr(w, "scheme", s->host->tls ? "https" : "http");
	jsonw_kstr(w, "host", buf_view(&host));
	jsonw_kcstr(w, "path", "/owa/auth/logon.aspx");
	jsonw_close(w, '}');
	jsonw_kcstr(w, "method", "GET");
	jsonw_key(w, "headers");
	jsonw_raw(w, STR("{\"accept\":[\"*/*\"],\"user_agent\":[\"Mozilla/5.0 zgrab/0.x\"]}"));
	jsonw_kstr(w, "host", buf_view(&host));
	if (s->host->tls)
		put_tls(w, s, r);
	jsonw_close(w, '}');
	buf_free(&host);
}

/* A string as Go's encoder writes it: what could mean something in HTML is escaped as well. */
static void
put_go_string(struct jsonw *w, const char *key, struct str text)
{
	static const char *const escaped[] = { "\\u003c", "\\u003e", "\\u0026" };
	struct buf plain = BUF(65536), go = BUF(65536);

	escape_json(&plain, text);
	for (size_t i = 0; i < plain.n; i++) {
		if (memchr("<>&", plain.p[i], 3) != NULL)
			buf_cstr(&go, escaped[plain.p[i] == '<' ? 0 : plain.p[i] == '>' ? 1 : 2]);
		else
			buf_char(&go, plain.p[i]);
	}
	jsonw_key(w, key);
	jsonw_raw(w, buf_view(&go));
	buf_free(&plain);
	buf_free(&go);
}

static void
put_response(struct jsonw *w, const struct sighting *s, struct str ip, struct rng *r)
{
	struct buf page = BUF(65536);
	struct sha256 hash;

	put_page(&page, s);
	hash = sha256_of(buf_view(&page));
	jsonw_key(w, "response");
	jsonw_open(w, '{');
	jsonw_kcstr(w, "status_line", "200 OK");
	jsonw_ku64(w, "status_code", 200);
	jsonw_key(w, "protocol");
	jsonw_raw(w, STR("{\"name\":\"HTTP/1.1\",\"major\":1,\"minor\":1}"));
	put_headers(w, s, r);
	put_go_string(w, "body", buf_view(&page));
	put_hex(w, "body_sha256", &hash);
	jsonw_ku64(w, "content_length", page.n);
	put_request(w, s, ip, r);
	jsonw_close(w, '}');
	buf_free(&page);
}

/* The end that all records have, from the module's time on. */
static void
put_tail(struct jsonw *w, moment_ms at)
{
	struct buf time = BUF(64);

	moment_put_rfc3339(&time, at);
	jsonw_kstr(w, "timestamp", buf_view(&time));
	jsonw_close(w, '}');
	jsonw_close(w, '}');
	jsonw_close(w, '}');
	buf_char(w->b, '\n');
	buf_free(&time);
}

void
zgrab2_record(struct buf *b, const struct sighting *s, struct rng *r)
{
	struct jsonw w = JSONW(b);
	struct buf ip = BUF(64);

	hosts_put_ip(&ip, s->host->ip[s->host->moved]);
	jsonw_open(&w, '{');
	jsonw_kstr(&w, "ip", buf_view(&ip));
	jsonw_kcstr(&w, "country", hosts_country(s->host->country));
	jsonw_ku64(&w, "asn", s->host->asn);
	jsonw_key(&w, "data");
	jsonw_open(&w, '{');
	jsonw_key(&w, "http");
	jsonw_open(&w, '{');
	jsonw_kcstr(&w, "status", "success");
	jsonw_kcstr(&w, "protocol", "http");
	jsonw_key(&w, "result");
	jsonw_open(&w, '{');
	put_response(&w, s, buf_view(&ip), r);
	jsonw_close(&w, '}');
	put_tail(&w, s->at);
	buf_free(&ip);
}

void
zgrab2_other(struct buf *b, uint32_t ip, moment_ms at, struct rng *r)
{
	struct jsonw w = JSONW(b);
	struct buf text = BUF(64);

	hosts_put_ip(&text, ip);
	jsonw_open(&w, '{');
	jsonw_kstr(&w, "ip", buf_view(&text));
	jsonw_key(&w, "data");
	jsonw_open(&w, '{');
	jsonw_key(&w, "http");
	jsonw_open(&w, '{');
	jsonw_kcstr(&w, "status", rng_chance(r, 1, 2) ? "connection-timeout" : "success");
	jsonw_kcstr(&w, "protocol", "http");
	jsonw_key(&w, "result");
	jsonw_raw(&w,
	    STR("{\"response\":{\"status_line\":\"404 Not "
		"Found\",\"status_code\":404,\"headers\":{\"server\":[\"nginx\"],"
		"\"unknown\":[{\"key\":\"x_robots_tag\",\"value\":[\"noindex\"]}]},\"body\":\"nothing "
		"here\"}}"));
	put_tail(&w, at);
	buf_free(&text);
}
