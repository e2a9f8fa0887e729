/*
 * CSV exports: see the header.  A quoted cell may hold line breaks, so a
 * record may be several lines; a quote that never closes would swallow the
 * rest of the file.  Therefore a record has at most 16 lines and 1 MB, and
 * where one of several lines is not usable only its first line is given up:
 * reading goes on with the next.
 */
#include "census/scancsv.h"

#include "base/csv.h"

#define RECORD_LINES 16
#define RECORD_MAX   ((size_t)1 << 20)

const char *const scancsv_shadowserver[CSV_FIELDS] = {
	[CSV_IP] = "ip src_ip",
	[CSV_TIME] = "timestamp",
	[CSV_PORT] = "port src_port",
	[CSV_PRODUCT] = "",
	[CSV_BUILD] = "version",
	[CSV_SERVERNAME] = "servername",
	[CSV_KEY] = "",
	[CSV_ASN] = "asn src_asn",
	[CSV_COUNTRY] = "geo src_geo",
};

const char *const scancsv_plain[CSV_FIELDS] = {
	[CSV_IP] = "ip ip_str ip_address ipaddress address addr saddr src_ip",
	[CSV_TIME] = "time timestamp date datetime observed observed_at seen seen_at last_seen",
	[CSV_PORT] = "port dport service_port",
	[CSV_PRODUCT] = "product",
	[CSV_BUILD] = "build version build_version owa_version x_owa_version x-owa-version",
	[CSV_SERVERNAME] = "servername server_name server feserver x_feserver x-feserver",
	[CSV_KEY] = "key key_sha256 spki spki_sha256 host_key public_key_sha256 fingerprint_sha256",
	[CSV_ASN] = "asn as",
	[CSV_COUNTRY] = "country country_code cc geo",
};

static const char *const field_names[CSV_FIELDS] = { "ip", "time", "port", "product", "build", "servername",
	"key", "asn", "country" };

/* The column that has one of the names, in the order of the names. */
static size_t
find_column(const struct str *cell, size_t n, const char *names)
{
	struct str rest = str_of(names), name;
	size_t column = SIZE_MAX;

	while (column == SIZE_MAX && str_split(&rest, ' ', &name)) {
		if (name.n > 0)
			column = csv_column(cell, n, name);
	}
	return (column);
}

int
scancsv_header(struct scancsv *t, struct str record, const char *const *names, struct err *e)
{
	struct str cell[SCANCSV_CELLS];

	*t = (struct scancsv){
		.scratch = BUF(RECORD_MAX * 2), .servername = BUF(RECORD_MAX), .product = BUF(RECORD_MAX)
	};
	t->columns = csv_split(record, ',', cell, SCANCSV_CELLS, &t->scratch);
	if (t->columns > SCANCSV_CELLS)
		return (err_set(e, ERR_LIMIT, "the header has more than %d columns", SCANCSV_CELLS));
	for (size_t i = 0; i < CSV_FIELDS; i++)
		t->column[i] = find_column(cell, t->columns, names[i]);
	for (size_t i = CSV_IP; i <= CSV_TIME; i++) {
		if (t->column[i] == SIZE_MAX)
			return (err_set(e, ERR_SYNTAX, "the header has no column for the %s (%s)",
			    field_names[i], names[i]));
	}
	return (0);
}

void
scancsv_free(struct scancsv *t)
{
	buf_free(&t->scratch);
	buf_free(&t->servername);
	buf_free(&t->product);
}

/* How exports write that they do not know. */
static bool
is_unknown(struct str s)
{
	return (s.n == 0 || str_eq(s, STR("-")) || str_eq(s, STR("--")) || str_ieq(s, STR("unknown")) ||
	    str_ieq(s, STR("n/a")) || str_ieq(s, STR("none")) || str_ieq(s, STR("null")));
}

/*
 * A time: as logs write it, seconds since 1970, or fewer parts down to the day, which counts as its
 * beginning.
 */
static int
read_time(instant_us *us, struct str s)
{
	struct instant t;
	uint64_t seconds;
	char zoned[64];

	if (instant_log_time(us, s) == 0)
		return (0);
	if (s.n >= 9 && s.n <= 11 && str_u64(s, &seconds) == 0) {
		*us = (instant_us)seconds * INSTANT_SECOND;
		return (0);
	}
	if (s.n + 2 > sizeof(zoned))
		return (-1);
	memcpy(zoned, s.p, s.n);
	zoned[s.n] = 'Z';
	if ((instant_parse(&t, (struct str){ zoned, s.n + 1 }, NULL) != 0 &&
		instant_parse(&t, s, NULL) != 0) ||
	    t.latest - t.earliest >= INSTANT_DAY)
		return (-1);
	*us = t.earliest;
	return (0);
}

static int
read_asn(uint32_t *asn, struct str s)
{
	uint64_t v;

	if (str_istarts(s, STR("AS")))
		s = str_sub(s, 2, s.n);
	if (str_u64(s, &v) != 0 || v > UINT32_MAX)
		return (-1);
	*asn = (uint32_t)v;
	return (0);
}

/* One field that is there and not empty. */
static int
read_field(struct scancsv *t, enum scancsv_field field, struct str s, struct obs *obs)
{
	uint64_t v;

	switch (field) {
	case CSV_IP: return (ip_parse(&obs->ip, s, NULL));
	case CSV_TIME: return (read_time(&obs->time, s));
	case CSV_PORT:
		if (str_u64(s, &v) != 0 || v < 1 || v > 65535)
			return (-1);
		obs->port = (uint16_t)v;
		return (0);
	case CSV_PRODUCT: obs->product = scan_name(&t->product, s); return (0);
	case CSV_BUILD: return (version_parse(&obs->build, s, NULL));
	case CSV_SERVERNAME: obs->servername = scan_name(&t->servername, s); return (0);
	case CSV_KEY:
		obs->has_key = hex_read(obs->key.b, SHA256_BYTES, s) == 0;
		return (obs->has_key ? 0 : -1);
	case CSV_ASN: return (read_asn(&obs->asn, s));
	case CSV_COUNTRY: scan_country(obs->country, s); return (0);
	case CSV_FIELDS: break;
	}
	return (-1);
}

static int
check_cells(const struct scancsv *t, const struct str *cell, size_t n, struct err *e)
{
	if (n > SCANCSV_CELLS)
		return (err_set(e, ERR_SYNTAX, "more cells than the header has columns"));
	/*
	 * Empty cells at the end are the work of exporters; others mean that the row is not what the
	 * header says.
	 */
	while (n > t->columns && str_trim(cell[n - 1]).n == 0)
		n--;
	if (n != t->columns)
		return (err_set(e, ERR_SYNTAX, "%zu cells where the header has %zu columns", n, t->columns));
	return (0);
}

int
scancsv_row(struct scancsv *t, struct str record, struct obs *obs, struct err *e)
{
	struct str cell[SCANCSV_CELLS], s;
	size_t n = csv_split(record, ',', cell, SCANCSV_CELLS, &t->scratch);

	if (n == SIZE_MAX)
		return (err_set(e, ERR_NOMEM, "out of memory"));
	if (check_cells(t, cell, n, e) != 0)
		return (ERR_SYNTAX);
	*obs = (struct obs){ .source = STR(""), .product = STR(""), .servername = STR(""), .port = 443 };
	for (unsigned i = 0; i < CSV_FIELDS; i++) {
		if (t->column[i] == SIZE_MAX)
			continue;
		s = str_trim(cell[t->column[i]]);
		if (is_unknown(s)) {
			if (i == CSV_IP || i == CSV_TIME)
				return (err_set(e, ERR_SYNTAX, "the %s is empty", field_names[i]));
			continue;
		}
		if (read_field(t, (enum scancsv_field)i, s, obs) != 0)
			return (err_set(e, ERR_SYNTAX, "the %s is not valid", field_names[i]));
	}
	obs->precision = obs_precision_of(&obs->build, obs->product);
	return (0);
}

/*
 * The next record: its first line, and further ones while a quote is open.  As lines_next; *open where it
 * never closes.
 */
static int
next_record(struct lines *lines, struct str *record, bool *open, struct err *e)
{
	unsigned joined = 0;
	int rc;

	*open = false;
	if ((rc = lines_next(lines, record, e)) != LINES_LINE)
		return (rc);
	if (record->n > RECORD_MAX)
		return (LINES_LONG);
	(void)csv_record(*record, open);
	while (*open && ++joined < RECORD_LINES && record->n < RECORD_MAX) {
		if ((rc = lines_join(lines, record, e)) < 0)
			return (rc);
		if (rc == LINES_END)
			break;
		(void)csv_record(*record, open);
	}
	return (LINES_LINE);
}

/*
 * Whether each quoted cell of a record of several lines ends at its closing
 * quote.  Where text follows it, the quote was the opening one of a later
 * line, and what looks like one record are two, the first of them broken.
 */
static bool
is_clean(struct str record)
{
	size_t at = 0;
	struct str rest;

	while (at < record.n) {
		if (record.p[at] == '"') {
			for (at++; at < record.n &&
			     (record.p[at] != '"' || (at + 1 < record.n && record.p[at + 1] == '"'));
			     at++)
				at += record.p[at] == '"';
			if (++at < record.n && record.p[at] != ',')
				return (false);
		}
		rest = str_sub(record, at, record.n);
		at += str_chr(rest, ',') == STR_NPOS ? rest.n : str_chr(rest, ',') + 1;
	}
	return (true);
}

/* One row's fate.  0, or that it is time to stop. */
static int
give_row(struct scancsv *t, struct lines *lines, struct str record, bool open, struct scan_sink *sink)
{
	uint64_t number = lines_number(lines);
	struct obs obs;
	struct err why;

	if (!open && str_chr(record, '\n') != STR_NPOS && !is_clean(record))
		open = true;
	if (!open && scancsv_row(t, record, &obs, &why) == 0)
		return (scan_seen(sink, number, &obs));
	/* What the broken record took with it comes again, line by line. */
	lines_unjoin(lines);
	return (scan_reject(sink, number, open ? "a quote that never closes" : why.text));
}

/* The first line that is not blank. */
static int
read_header(struct lines *lines, struct scancsv *t, const char *const *names, struct err *e)
{
	struct str record;
	bool open;
	int rc;

	do {
		if ((rc = next_record(lines, &record, &open, e)) < 0)
			return (rc);
		if (rc != LINES_LINE || open)
			return (err_set(e, ERR_SYNTAX, "no header"));
	} while (str_trim(record).n == 0);
	rc = scancsv_header(t, record, names, e);
	if (rc != 0)
		(void)err_line(e, lines_number(lines));
	return (rc);
}

static int
read_csv(struct lines *lines, struct scan_sink *sink, const char *const *names, struct err *e)
{
	struct scancsv t = { .columns = 0 };
	struct str record;
	bool open;
	int rc;

	if ((rc = read_header(lines, &t, names, e)) != 0)
		goto done;
	while ((rc = next_record(lines, &record, &open, e)) > 0) {
		if (rc == LINES_LONG)
			rc = scan_reject(sink, lines_number(lines), "longer than 1 MB");
		else if (str_trim(record).n == 0)
			rc = 0;
		else
			rc = give_row(&t, lines, record, open, sink);
		if (rc != 0)
			break;
	}
done:
	scancsv_free(&t);
	return (rc);
}

/* Whether the first line of head has columns for all the space-separated names of required, one each. */
static bool
sniff_header(struct str head, const char *const *names, const char *also)
{
	struct str cell[SCANCSV_CELLS], line;
	struct buf scratch = BUF(CENSUS_SNIFF * 2);
	size_t n, end;
	bool fits;

	head = str_trim(head);
	end = str_chr(head, '\n');
	line = str_sub(head, 0, end == STR_NPOS ? head.n : end);
	n = csv_split(line, ',', cell, SCANCSV_CELLS, &scratch);
	fits = n <= SCANCSV_CELLS && find_column(cell, n, names[CSV_IP]) != SIZE_MAX &&
	    find_column(cell, n, names[CSV_TIME]) != SIZE_MAX &&
	    (also == NULL || find_column(cell, n, also) != SIZE_MAX);
	buf_free(&scratch);
	return (fits);
}

static bool
sniff_shadowserver(struct str head)
{
	return (sniff_header(head, scancsv_shadowserver, "naics sic sector tag"));
}

static int
read_shadowserver(struct lines *lines, struct scan_sink *sink, struct err *e)
{
	return (read_csv(lines, sink, scancsv_shadowserver, e));
}

static bool
sniff_plain(struct str head)
{
	return (sniff_header(head, scancsv_plain, NULL));
}

static int
read_plain(struct lines *lines, struct scan_sink *sink, struct err *e)
{
	return (read_csv(lines, sink, scancsv_plain, e));
}

const struct census_reader shadowserver_reader = { "shadowserver",
	"CSV of Shadowserver's report on Exchange servers", sniff_shadowserver, read_shadowserver };
const struct census_reader csv_reader = { "csv",
	"CSV with a header: ip and time, further columns as they are known", sniff_plain, read_plain };
