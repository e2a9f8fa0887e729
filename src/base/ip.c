/* Internet addresses: see the header. */
#include "base/ip.h"

#include <arpa/inet.h>

static const unsigned char MAPPED[12] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF };

/* Four numbers of 0 to 255 without leading zeros, which some programs would take as octal. */
static bool
parse4(unsigned char *b, struct str text)
{
	size_t at = 0, from;
	uint32_t part;

	for (size_t i = 0; i < 4; i++) {
		if (i > 0 && !str_take_char(text, &at, '.'))
			return (false);
		from = at;
		if (str_take_u32(text, &at, &part) != 0 || part > 255 ||
		    (text.p[from] == '0' && at - from > 1))
			return (false);
		b[i] = (unsigned char)part;
	}
	return (at == text.n);
}

int
ip_parse(struct ip *ip, struct str text, struct err *e)
{
	char copy[INET6_ADDRSTRLEN];
	struct ip got;

	memcpy(got.b, MAPPED, sizeof(MAPPED));
	if (!parse4(got.b + sizeof(MAPPED), text)) {
		/* inet_pton wants a terminated string, which a NUL inside would shorten. */
		if (str_chr(text, '\0') != STR_NPOS || !str_copy(copy, sizeof(copy), text) ||
		    inet_pton(AF_INET6, copy, got.b) != 1)
			return (err_set(e, ERR_SYNTAX, "not an IP address"));
	}
	*ip = got;
	return (0);
}

void
ip_put(struct buf *b, const struct ip *ip)
{
	char text[INET6_ADDRSTRLEN];

	if (memcmp(ip->b, MAPPED, sizeof(MAPPED)) != 0) {
		if (inet_ntop(AF_INET6, ip->b, text, sizeof(text)) != NULL)
			buf_cstr(b, text);
		return;
	}
	for (size_t i = sizeof(MAPPED); i < sizeof(ip->b); i++) {
		if (i > sizeof(MAPPED))
			buf_char(b, '.');
		buf_u64(b, ip->b[i]);
	}
}
