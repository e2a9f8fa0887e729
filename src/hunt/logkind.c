/* The kinds of log that athar reads: see the header. */
#include "hunt/logkind.h"

#include "base/csv.h"

static const char *const webserver[] = { "webserver", NULL };
static const char *const none[] = { NULL };
static const char *const exchange[] = { "exchange", NULL };
static const char *const iis_products[] = { "iis", "windows", "exchange", NULL };
static const char *const iis_services[] = { "iis", NULL };
static const char *const httpproxy[] = { "httpproxy", NULL };
static const char *const ecp[] = { "ecp-server", NULL };
static const char *const oab[] = { "oabgenerator", NULL };

/* A build of 2017 calls the first column of the ECP log MyTimeStamp. */
static const char *const ecp_alias[][2] = { { "TimeStamp", "MyTimeStamp" }, { NULL, NULL } };
static const char *const no_alias[][2] = { { NULL, NULL } };

const struct logkind logkinds[LOG_KINDS] = {
	[LOG_IIS] = { .name = "iis",
	    .text = "IIS",
	    .form = FORM_W3C,
	    .category = webserver,
	    .product = iis_products,
	    .service = iis_services,
	    .need = { "cs-uri-stem|cs-uri-query|cs-User-Agent" },
	    .alias = no_alias,
	    .time = { "date", "time" },
	    .client = "c-ip",
	    .period = INSTANT_DAY },
	[LOG_HTTPPROXY] = { .name = "httpproxy",
	    .text = "Exchange HttpProxy",
	    .form = FORM_CSV,
	    .category = none,
	    .product = exchange,
	    .service = httpproxy,
	    .need = { "DateTime", "AnchorMailbox|BackEndCookie" },
	    .alias = no_alias,
	    .time = { "DateTime" },
	    .client = "ClientIpAddress",
	    .period = INSTANT_DAY / 24 },
	[LOG_ECP] = { .name = "ecp-server",
	    .text = "Exchange ECP Server",
	    .form = FORM_CSV,
	    .category = none,
	    .product = exchange,
	    .service = ecp,
	    .need = { "TimeStamp|MyTimeStamp", "EventId", "EventData" },
	    .alias = ecp_alias,
	    .time = { "TimeStamp|MyTimeStamp" } },
	[LOG_OAB] = { .name = "oabgenerator",
	    .text = "Exchange OABGenerator",
	    .form = FORM_LINES,
	    .category = none,
	    .product = exchange,
	    .service = oab,
	    .alias = no_alias },
};

static bool
listed(const char *const *list, const char *what)
{
	if (what[0] == '\0')
		return (true);
	for (; *list != NULL; list++) {
		if (str_ieq(str_of(*list), str_of(what)))
			return (true);
	}
	return (false);
}

bool
logkind_answers(const struct logkind *k, const struct rule *rule)
{
	/*
	 * A rule has to name what sets these logs apart: the category or the service for IIS, the product
	 * for Exchange.
	 */
	bool named = k->form == FORM_W3C ? rule->category[0] != '\0' || rule->service[0] != '\0'
					 : rule->product[0] != '\0';

	return (named && listed(k->category, rule->category) && listed(k->product, rule->product) &&
	    listed(k->service, rule->service));
}

size_t
logkind_columns(const struct logkind *k, struct str names, struct str *cell, struct buf *scratch)
{
	size_t n = 0;
	struct str part;

	if (k->form == FORM_CSV) {
		n = csv_split(names, ',', cell, LOGKIND_COLUMNS_MAX, scratch);
		n = n == SIZE_MAX ? 0 : n;
		n = n > LOGKIND_COLUMNS_MAX ? LOGKIND_COLUMNS_MAX : n;
		for (size_t i = 0; i < n; i++)
			cell[i] = str_trim(cell[i]);
		return (n);
	}
	buf_clear(scratch);
	if (buf_reserve(scratch, names.n) == NULL)
		return (0);
	names = str_trim(names);
	while (n < LOGKIND_COLUMNS_MAX && str_split(&names, ' ', &part)) {
		size_t from = scratch->n;

		if (part.n == 0)
			continue;
		for (size_t i = 0; i < part.n; i++) {
			if (part.p[i] != ')')
				buf_char(scratch, part.p[i] == '(' ? '-' : part.p[i]);
		}
		cell[n++] = str_sub(buf_view(scratch), from, scratch->n);
	}
	return (n);
}

/* Whether one of the names "a|b" is a column. */
static bool
has_column(const struct str *cell, size_t n, const char *names)
{
	struct str rest = str_of(names), name;

	while (str_split(&rest, '|', &name)) {
		if (csv_column(cell, n, name) != SIZE_MAX)
			return (true);
	}
	return (false);
}

#define FIRST_LINES 64 /* Among so many lines a bare header is looked for. */

/* No header is longer; a row that claims to be one is not. */
#define HEADER_MAX 16384

bool
logkind_fields(struct str line, struct str *names)
{
	if (!str_istarts(line, STR("#Fields:")))
		return (false);
	*names = str_trim(str_sub(line, 8, line.n));
	return (true);
}

bool
logkind_header(const struct logkind *k, struct str line, struct str *names)
{
	struct str cell[LOGKIND_COLUMNS_MAX];
	struct buf scratch = BUF(HEADER_MAX);
	bool all = true;
	size_t n;

	if (k->form == FORM_LINES || line.n == 0 || line.n > HEADER_MAX)
		return (false);
	if (logkind_fields(line, names))
		;
	else if (k->form == FORM_CSV && line.p[0] != '#' && !(line.p[0] >= '0' && line.p[0] <= '9'))
		*names = str_trim(line);
	else
		return (false);
	n = logkind_columns(k, *names, cell, &scratch);
	for (size_t i = 0; k->need[i] != NULL && all; i++)
		all = has_column(cell, n, k->need[i]);
	buf_free(&scratch);
	return (all);
}

/* Bytes that a text does not have: more than one in ten says that this is none. */
static bool
is_binary(struct str head)
{
	size_t odd = 0;

	head = str_sub(head, 0, 4096);
	for (size_t i = 0; i < head.n; i++) {
		unsigned char u = (unsigned char)head.p[i];

		odd += u < 0x20 && u != '\t' && u != '\n' && u != '\r' && u != '\f';
	}
	return (odd * 10 > head.n);
}

static bool
is_oab(struct str head, struct str name)
{
	return (str_ifind(name, STR("OABGenerat")) != STR_NPOS ||
	    str_ifind(head, STR("OABGenerat")) != STR_NPOS ||
	    str_ifind(head, STR("Download failed and temporary file")) != STR_NPOS);
}

const struct logkind *
logkind_of(struct str head, struct str name, const char **why)
{
	struct str rest, line, names;

	if (head.n == 0) {
		*why = "is empty";
		return (NULL);
	}
	if (str_starts(head, STR("ElfFile\0"))) {
		*why = "is a Windows event log, which athar does not read yet";
		return (NULL);
	}
	/*
	 * A bare header stands among the first lines; one that says so may come later, where the beginning
	 * of a log was lost.
	 */
	rest = head = str_sub(head, 0, 65536);
	for (unsigned i = 0; str_split(&rest, '\n', &line); i++) {
		line = str_trim(line);
		if (i >= FIRST_LINES && !logkind_fields(line, &names))
			continue;
		for (size_t k = 0; k < LOG_KINDS; k++) {
			if (logkind_header(&logkinds[k], line, &names))
				return (&logkinds[k]);
		}
	}
	if (is_binary(head)) {
		*why = "is binary, not a log that athar knows";
		return (NULL);
	}
	if (is_oab(head, name))
		return (&logkinds[LOG_OAB]);
	*why = "is not a log that athar knows";
	return (NULL);
}
