/*
 * Bech32: see the header.  The checksum is a BCH code over GF(32); each
 * character moves the remainder on by one step.
 */
#include "share/bech32.h"

#include "base/hash.h"

#define CHECKSUM  6
#define BYTES_MAX 64
#define DIGITS    ((BYTES_MAX * 8 + 4) / 5)

static const char alphabet[] = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

static bool
is_upper(char c)
{
	return (c >= 'A' && c <= 'Z');
}

static char
upper(char c)
{
	return (c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c);
}

/* Is the whole in capitals?  That is so where its prefix has any. */
static bool
has_upper(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (is_upper(s.p[i]))
			return (true);
	return (false);
}

/* One step of the remainder: shifted by a digit, and reduced. */
static uint32_t
step(uint32_t sum, unsigned digit)
{
	static const uint32_t generator[5] = { 0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3 };
	uint32_t top = sum >> 25;

	sum = (sum & 0x1ffffff) << 5 ^ digit;
	for (unsigned i = 0; i < 5; i++)
		if ((top >> i & 1) != 0)
			sum ^= generator[i];
	return (sum);
}

/* The remainder after the prefix, which counts in small letters: its high bits, a zero, its low bits. */
static uint32_t
sum_of_prefix(struct str prefix)
{
	uint32_t sum = 1;

	for (size_t i = 0; i < prefix.n; i++)
		sum = step(sum, (unsigned char)str_lower(prefix.p[i]) >> 5);
	sum = step(sum, 0);
	for (size_t i = 0; i < prefix.n; i++)
		sum = step(sum, str_lower(prefix.p[i]) & 31u);
	return (sum);
}

void
bech32_put(struct buf *b, struct str prefix, const void *p, size_t n)
{
	const unsigned char *byte = p;
	bool capitals = has_upper(prefix);
	uint32_t sum = sum_of_prefix(prefix), bits = 0;
	unsigned held = 0, digit;
	size_t left = (n * 8 + 4) / 5;

	buf_str(b, prefix);
	buf_char(b, '1');
	for (size_t i = 0; left > 0; left--) {
		/* The last digit is filled up with zeros. */
		if (held < 5) {
			bits = bits << 8 | (i < n ? byte[i++] : 0u);
			held += 8;
		}
		held -= 5;
		digit = bits >> held & 31;
		sum = step(sum, digit);
		buf_char(b, capitals ? upper(alphabet[digit]) : alphabet[digit]);
	}
	for (unsigned i = 0; i < CHECKSUM; i++)
		sum = step(sum, 0);
	sum ^= 1;
	for (unsigned i = 0; i < CHECKSUM; i++) {
		digit = sum >> 5 * (CHECKSUM - 1 - i) & 31;
		buf_char(b, capitals ? upper(alphabet[digit]) : alphabet[digit]);
	}
}

/* Turn ${digits} into ${n} bytes; the bits left over must be fewer than five and zero. */
static int
to_bytes(unsigned char *out, size_t n, const unsigned char *digits, size_t count)
{
	uint32_t bits = 0;
	unsigned held = 0;
	size_t done = 0;

	for (size_t i = 0; i < count; i++) {
		bits = bits << 5 | digits[i];
		held += 5;
		if (held >= 8 && done < n) {
			held -= 8;
			out[done++] = (unsigned char)(bits >> held & 255);
		}
	}
	return (done == n && held < 5 && (bits & ((1u << held) - 1)) == 0 ? 0 : -1);
}

int
bech32_read(void *out, size_t n, struct str prefix, struct str text, struct err *e)
{
	bool capitals = has_upper(prefix);
	unsigned char digits[DIGITS + CHECKSUM], bytes[BYTES_MAX];
	size_t count = (n * 8 + 4) / 5 + CHECKSUM;
	uint32_t sum = sum_of_prefix(prefix);
	int rc = 0;

	if (n > BYTES_MAX)
		return (err_set(e, ERR_INTERNAL, "a name of more than %d bytes", BYTES_MAX));
	if (!str_starts(text, prefix) || text.n == prefix.n || text.p[prefix.n] != '1')
		return (err_set(e, ERR_SYNTAX, "does not begin with %.*s1", STR_ARG(prefix)));
	if (text.n != prefix.n + 1 + count)
		return (err_set(
		    e, ERR_SYNTAX, "%zu characters where %zu are expected", text.n, prefix.n + 1 + count));

	for (size_t i = 0; i < count; i++) {
		char c = text.p[prefix.n + 1 + i];
		const char *at;

		/* Letters of the other case would make a second name for the same key. */
		if (c == '\0' || c != (capitals ? upper(c) : str_lower(c)) ||
		    (at = strchr(alphabet, str_lower(c))) == NULL) {
			rc =
			    err_at(e, ERR_SYNTAX, prefix.n + 1 + i, "a character that cannot stand in a key");
			goto done;
		}
		digits[i] = (unsigned char)(at - alphabet);
		sum = step(sum, digits[i]);
	}
	if (sum != 1 || to_bytes(bytes, n, digits, count - CHECKSUM) != 0)
		rc = err_set(e, ERR_SYNTAX, "its checksum is wrong: a character was changed or lost");
	else
		memcpy(out, bytes, n);
done:
	/* It may have been a secret. */
	wipe(digits, sizeof(digits));
	wipe(bytes, sizeof(bytes));
	return (rc);
}
