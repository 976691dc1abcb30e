/*
 * keywords.h: how tokens are written; telling reserved words from names.
 *
 * Layer: lang.
 */
#ifndef KK_LANG_KEYWORDS_H
#define KK_LANG_KEYWORDS_H

#include "lang/lexer.h"

enum { KEYWORD_MAX = 8 };

/* The reserved word with these n <= KEYWORD_MAX bytes, or TOK_NAME; hash is its FNV-1a. @gc never
 */
Tok kk_keywords_find(const uint8_t *at, size_t n, uint32_t hash);

/* How the token is written, for messages: with the null byte. Reserved words are the last ones, from TOK_False on. @gc never */
const char *kk_keywords_text(Tok tok);

#endif
