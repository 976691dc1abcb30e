# The parts of BearSSL that firmware for the LX106 contains: constant time, small, without tables.
THIRD_PARTY += bearssl
BEARSSL_SRC := $(addprefix $(THIRD)/bearssl/src/, codec/dec32le.c codec/enc32le.c \
	symcipher/aes_ct.c symcipher/aes_ct_enc.c symcipher/aes_ct_dec.c symcipher/aes_ct_cbcenc.c symcipher/aes_ct_cbcdec.c)
THIRD_PARTY_SRC += $(BEARSSL_SRC)
$(foreach f,$(BEARSSL_SRC),$(eval CFLAGS_$(f) := -w -I$(THIRD)/bearssl/inc -I$(THIRD)/bearssl/src))
CFLAGS_src/modules/m_cryptolib.c := -isystem $(THIRD)/bearssl/inc
