/*
 * What is left of a program that somebody ported to another language: its
 * texts and its numbers, in their order, other quotes and other bases; no
 * statement is as it was, and no name.
 */
#ifndef LAB_PORT_H
#define LAB_PORT_H

#include "adapt.h"

/* adapt_port(t, r): Each program of ${t} becomes one in JavaScript, ".js" behind its name; prose goes. */
void adapt_port(struct tree *t, struct rng *r);

#endif
