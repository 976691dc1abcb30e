/*
 * keywords.h: telling reserved words from names.
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

#endif
