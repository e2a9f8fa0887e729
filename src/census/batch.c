/* Batches: see the header. */
#include "census/batch.h"

#include "census/reader.h"

enum { B_IP, B_PORT, B_TIME, B_PRODUCT, B_BUILD, B_PRECISION, B_SERVERNAME, B_KEY, B_ASN, B_COUNTRY, B_N };

void
batch_put(struct buf *b, const struct obs *o)
{
	ip_put(b, &o->ip);
	buf_char(b, '\t');
	buf_u64(b, o->port);
	buf_char(b, '\t');
	instant_put(b, o->time);
	buf_char(b, '\t');
	buf_str(b, o->product);
	buf_char(b, '\t');
	version_put(b, &o->build);
	buf_char(b, '\t');
	buf_cstr(b, obs_precision_name(o->precision));
	buf_char(b, '\t');
	buf_str(b, o->servername);
	buf_char(b, '\t');
	if (o->has_key)
		hex_put(b, o->key.b, SHA256_BYTES);
	buf_char(b, '\t');
	if (o->asn != 0)
		buf_u64(b, o->asn);
	buf_char(b, '\t');
	buf_cstr(b, o->country);
	buf_char(b, '\n');
}

static bool
take_precision(struct str s, enum obs_precision *p)
{
	for (*p = OBS_NONE; *p <= OBS_SU; (*p)++) {
		if (str_eq(s, str_of(obs_precision_name(*p))))
			return (true);
	}
	return (false);
}

static bool
take_cells(const struct str *cell, struct obs *o)
{
	uint64_t port, asn = 0;

	if (ip_parse(&o->ip, cell[B_IP], NULL) != 0 || str_u64(cell[B_PORT], &port) != 0 || port < 1 ||
	    port > 65535 || instant_log_time(&o->time, cell[B_TIME]) != 0 ||
	    !take_precision(cell[B_PRECISION], &o->precision))
		return (false);
	if (cell[B_BUILD].n > 0 && version_parse(&o->build, cell[B_BUILD], NULL) != 0)
		return (false);
	o->has_key = cell[B_KEY].n > 0;
	if (o->has_key && hex_read(o->key.b, SHA256_BYTES, cell[B_KEY]) != 0)
		return (false);
	if ((cell[B_ASN].n > 0 && str_u64(cell[B_ASN], &asn) != 0) || asn > UINT32_MAX)
		return (false);
	scan_country(o->country, cell[B_COUNTRY]);
	if (!str_eq(str_of(o->country), cell[B_COUNTRY]))
		return (false);
	o->port = (uint16_t)port;
	o->asn = (uint32_t)asn;
	o->product = cell[B_PRODUCT];
	o->servername = cell[B_SERVERNAME];
	return (true);
}

int
batch_take(struct str line, struct obs *o, struct err *e)
{
	struct str cell[B_N], part;
	size_t n = 0;

	*o = (struct obs){ .source = STR("") };
	while (str_split(&line, '\t', &part)) {
		if (n == B_N)
			return (err_set(e, ERR_CORRUPT, "a batch with too many cells"));
		cell[n++] = part;
	}
	if (n != B_N || !take_cells(cell, o))
		return (err_set(e, ERR_CORRUPT, "a batch with a damaged line"));
	return (0);
}
