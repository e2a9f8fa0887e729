/* The people, machines and programs of the lab's firm: see the header. */
#include "vocab.h"

#define COUNT(a) ((uint32_t)(sizeof(a) / sizeof((a)[0])))

static const char *const first_name[] = { "ana", "bruno", "chen", "dora", "emil", "farah", "goran", "hanna",
	"ivo", "jana", "karim", "lena", "milan", "nadia", "omar", "petra", "quentin", "rosa", "samir", "tea",
	"umar", "vera", "wanda", "xenia", "yusuf", "zora", "adam", "bela", "carla", "dario", "elif", "franc",
	"greta", "hugo", "ines", "jakob", "katja", "luca", "maja", "nils" };
static const char *const last_name[] = { "abel", "babic", "cerny", "dietz", "ember", "ferrari", "gruber",
	"horvat", "ilic", "jansen", "kovac", "lang", "moreau", "novak", "olsen", "popov", "quist", "rossi",
	"silva", "toth", "ude", "varga", "weber", "xu", "yilmaz", "zidar", "ahmed", "brandt", "costa",
	"dubois", "erdem", "fischer", "garcia", "huber", "ito", "jung", "klein", "lopez", "mayer", "nagy" };

static const char *const browser[] = {
	"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
	"Chrome/88.0.4324.182 Safari/537.36",
	"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
	"Chrome/88.0.4324.190 Safari/537.36 "
	"Edg/88.0.705.81",
	"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
	"Version/14.0.3 "
	"Safari/605.1.15",
	"Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:86.0) Gecko/20100101 Firefox/86.0",
	"Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko",
	"Mozilla/5.0 (X11; Linux x86_64; rv:78.0) Gecko/20100101 Firefox/78.0",
};
static const char *const outlook[] = {
	"Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.13628; Pro)",
	"Microsoft Office/15.0 (Windows NT 6.1; Microsoft Outlook 15.0.5319; Pro)",
	"Microsoft Office/16.0 (Windows NT 10.0; MAPI 16.0.13127; Pro), Outlook",
	"MacOutlook/16.46.21021202 (Intelx64 Mac OS X Version 10.15.7 (Build 19H524))",
	"Microsoft WinHttp; Outlook add-in, version 3.1",
};
static const char *const phone[] = {
	"Apple-iPhone12C1/1804.52000001",
	"Apple-iPad8C9/1803.66",
	"Android-Mail/2021.01.24.355008834.Release",
	"Outlook-iOS-Android/1.0",
	"SAMSUNG-SM-G973F/101.11000",
};

void
vocab_user(struct buf *b, struct rng *r)
{
	buf_cstr(b, first_name[rng_below(r, COUNT(first_name))]);
	buf_char(b, '.');
	buf_cstr(b, last_name[rng_below(r, COUNT(last_name))]);
}

void
vocab_health(struct buf *b, struct rng *r)
{
	static const char *const box[] = { "HealthMailbox3f1a7c09", "HealthMailboxa0d2e6b4",
		"HealthMailbox77c0ffe1" };

	buf_cstr(b, box[rng_below(r, COUNT(box))]);
}

void
vocab_outside(struct buf *b, struct rng *r)
{
	uint32_t k = rng_below(r, 4000);

	/* Three quarters sit at home or in an office, the rest behind a carrier's address translation. */
	if (k < 3000)
		buf_cstr(b, (k & 1) != 0 ? "198.18." : "198.19.");
	else
		buf_cstr(b, "100.64.");
	buf_u64(b, k * 7919 % 251);
	buf_char(b, '.');
	buf_u64(b, 1 + k * 104729 % 253);
}

void
vocab_inside(struct buf *b, struct rng *r)
{
	buf_cstr(b, "10.20.");
	buf_u64(b, rng_below(r, 8));
	buf_char(b, '.');
	buf_u64(b, 10 + rng_below(r, 200));
}

const char *
vocab_front(uint32_t k)
{
	static const char *const front[] = { "10.20.0.5", "10.20.0.6", "10.20.0.7", "10.20.0.8" };

	return (front[k % COUNT(front)]);
}

struct str
vocab_browser(struct rng *r)
{
	return (str_of(browser[rng_below(r, COUNT(browser))]));
}

struct str
vocab_outlook(struct rng *r)
{
	return (str_of(outlook[rng_below(r, COUNT(outlook))]));
}

struct str
vocab_phone(struct rng *r)
{
	return (str_of(phone[rng_below(r, COUNT(phone))]));
}

void
vocab_plus(struct buf *b, struct str s)
{
	char *to = buf_reserve(b, s.n);

	if (to == NULL)
		return;
	for (size_t i = 0; i < s.n; i++)
		to[i] = s.p[i] == ' ' ? '+' : s.p[i];
	b->n += s.n;
}

void
vocab_csv(struct buf *b, struct str s)
{
	bool plain = true;

	for (size_t i = 0; i < s.n && plain; i++)
		plain = s.p[i] != ',' && s.p[i] != '"' && s.p[i] != '\n' && s.p[i] != '\r';
	if (plain) {
		buf_str(b, s);
		return;
	}
	buf_char(b, '"');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			buf_char(b, '"');
		buf_char(b, s.p[i]);
	}
	buf_char(b, '"');
}
