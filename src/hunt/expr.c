/* Numbers and networks, as rules compare them: see the header. */
#include "hunt/expr.h"

#include <arpa/inet.h>
#include <stdlib.h>

#define NUMBER_MAX 64 /* Digits of a number that anybody means. */

/* is_decimal(text): [sign] digits [. digits], so that no "nan", hexadecimal or blank gets to strtod. */
static bool
is_decimal(struct str text, bool *integer)
{
	size_t i = text.n > 0 && (text.p[0] == '-' || text.p[0] == '+') ? 1 : 0;
	size_t digits = 0, points = 0;

	for (; i < text.n; i++) {
		if (text.p[i] >= '0' && text.p[i] <= '9')
			digits++;
		else if (text.p[i] == '.' && digits > 0)
			points++;
		else
			return (false);
	}
	*integer = points == 0;
	return (digits > 0 && points <= 1 && text.p[text.n - 1] != '.');
}

int
number_parse(struct number *v, struct str text)
{
	struct number got = { 0 };
	char copy[NUMBER_MAX + 1];
	size_t from = 0;
	uint64_t u;

	if (text.n > NUMBER_MAX || !is_decimal(text, &got.integer))
		return (-1);
	str_copy(copy, sizeof(copy), text);
	got.d = strtod(copy, NULL);
	if (got.integer) {
		from = text.p[0] == '-' || text.p[0] == '+' ? 1 : 0;
		got.integer = str_u64(str_sub(text, from, text.n), &u) == 0 && u <= INT64_MAX;
		if (got.integer)
			got.i = text.p[0] == '-' ? -(int64_t)u : (int64_t)u;
	}
	*v = got;
	return (0);
}

int
number_order(const struct number *a, const struct number *b)
{
	if (a->integer && b->integer)
		return (a->i < b->i ? -1 : a->i > b->i);
	return (a->d < b->d ? -1 : a->d > b->d);
}

/* address(addr, v4, text): An IPv4 or IPv6 address; IPv4 becomes ::ffff:a.b.c.d. */
static int
address(struct in6_addr *addr, bool *v4, struct str text)
{
	char copy[INET6_ADDRSTRLEN];
	struct in_addr four;

	if (text.n == 0 || memchr(text.p, '\0', text.n) != NULL || !str_copy(copy, sizeof(copy), text))
		return (-1);
	*v4 = inet_pton(AF_INET, copy, &four) == 1;
	if (!*v4)
		return (inet_pton(AF_INET6, copy, addr) == 1 ? 0 : -1);
	memset(addr, 0, sizeof(*addr));
	addr->s6_addr[10] = addr->s6_addr[11] = 0xff;
	memcpy(addr->s6_addr + 12, &four, sizeof(four));
	return (0);
}

int
network_parse(struct network *net, struct str text)
{
	size_t slash = str_chr(text, '/');
	struct network got;
	uint64_t bits;
	bool v4;

	if (address(&got.addr, &v4, str_sub(text, 0, slash)) != 0)
		return (-1);
	bits = v4 ? 32 : 128;
	if (slash != STR_NPOS) {
		uint64_t given;

		if (str_u64(str_sub(text, slash + 1, text.n), &given) != 0 || given > bits)
			return (-1);
		bits = given;
	}
	got.bits = (unsigned)bits + (v4 ? 96 : 0);
	*net = got;
	return (0);
}

bool
network_holds(const struct network *net, struct str text)
{
	struct in6_addr addr;
	unsigned whole = net->bits / 8, rest = net->bits % 8;
	bool v4;

	/* A link-local address may name its interface behind a %. */
	if (address(&addr, &v4, str_sub(text, 0, str_chr(text, '%'))) != 0)
		return (false);
	if (memcmp(addr.s6_addr, net->addr.s6_addr, whole) != 0)
		return (false);
	return (rest == 0 || (addr.s6_addr[whole] ^ net->addr.s6_addr[whole]) >> (8 - rest) == 0);
}
