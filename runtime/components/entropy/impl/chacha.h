/* The ChaCha20 block function (RFC 8439 2.3). */
#ifndef ENTROPY_CHACHA_H
#define ENTROPY_CHACHA_H

#include <stdint.h>

enum { CHACHA_KEY_SIZE = 32, CHACHA_NONCE_SIZE = 12, CHACHA_BLOCK_SIZE = 64 };

void chacha_block(const uint8_t key[CHACHA_KEY_SIZE], uint32_t counter,
                  const uint8_t nonce[CHACHA_NONCE_SIZE], uint8_t block[CHACHA_BLOCK_SIZE]);

#endif
