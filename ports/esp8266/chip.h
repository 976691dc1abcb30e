/*
 * chip.h: the ESP8266's registers and mask ROM, by the names of Espressif's public headers. Facts only.
 *
 * Bits of a register stand below it. What a port file needs it adds here: one fact, one home.
 *
 * Layer: ports.
 */
#ifndef KK_ESP8266_CHIP_H
#define KK_ESP8266_CHIP_H

#include <stdbool.h>
#include <stdint.h>

#define KK_REG(address) (*(volatile uint32_t *)(uintptr_t)(address))

/*
 * Where a function (or a constant table) lies. KK_ISR: code that runs in interrupts or while flash is busy. It is in
 * IRAM, and may use only other KK_ISR code, mask ROM, registers and DRAM: tools/esp_image.py checks what it refers to.
 */
#define KK_ISR __attribute__((section(".iram.isr.text"), noinline))

/* ---- DPORT ---- */
#define DPORT_NMI_SOURCE KK_REG(0x3ff00000)  /* bit 0: on; bits 4..1: which interrupt is the NMI instead */
enum { NMI_SOURCE_FRC1 = 0x0f };
#define DPORT_EDGE_INT_ENABLE KK_REG(0x3ff00004)
enum { EDGE_INT_WDT = 1 << 0, EDGE_INT_FRC1 = 1 << 1, EDGE_INT_FRC2 = 1 << 2 };
#define DPORT_CACHE_CONTROL KK_REG(0x3ff0000c)
#define DPORT_CPU_CLOCK KK_REG(0x3ff00014)
enum { CPU_CLOCK_X2 = 1 << 0 };
#define DPORT_SPI_SHARE KK_REG(0x3ff00028)   /* HSPI and others: the second chip select */
#define DPORT_CACHE_SIZE KK_REG(0x3ff00024)
#define EFUSE_MAC0 KK_REG(0x3ff00050)        /* bits 31..24: the last byte of the MAC */
#define EFUSE_MAC1 KK_REG(0x3ff00054)        /* bits 15..0: bytes 4 and 3; bits 19..16: which vendor prefix */
#define EFUSE_CHIP KK_REG(0x3ff00058)
#define EFUSE_MAC2 KK_REG(0x3ff0005c)        /* with bit 15 of EFUSE_CHIP set: a vendor prefix of its own */
#define WDEV_TIME KK_REG(0x3ff20c00)         /* microseconds */
#define WDEV_RANDOM KK_REG(0x3ff20e44)

/* ---- interrupts of the CPU ---- */
enum {
    KK_INT_SLC = 1, KK_INT_SPI = 2, KK_INT_GPIO = 4, KK_INT_UART = 5, KK_INT_CCOMPARE0 = 6, KK_INT_SOFTWARE = 7,
    KK_INT_WDT = 8, KK_INT_FRC1 = 9, KK_INT_FRC2 = 10
};

/* ---- UART0 and UART1 ---- */
#define UART_BASE(id) (0x60000000u + (uint32_t)(id) * 0xf00)
#define UART_FIFO(id) KK_REG(UART_BASE(id) + 0x00)
#define UART_INT_RAW(id) KK_REG(UART_BASE(id) + 0x04)
#define UART_INT_ST(id) KK_REG(UART_BASE(id) + 0x08)
#define UART_INT_ENA(id) KK_REG(UART_BASE(id) + 0x0c)
#define UART_INT_CLR(id) KK_REG(UART_BASE(id) + 0x10)
enum {
    UART_RXFIFO_FULL_INT = 1 << 0, UART_TXFIFO_EMPTY_INT = 1 << 1, UART_PARITY_ERR_INT = 1 << 2,
    UART_FRM_ERR_INT = 1 << 3, UART_RXFIFO_OVF_INT = 1 << 4, UART_DSR_CHG_INT = 1 << 5, UART_CTS_CHG_INT = 1 << 6,
    UART_BRK_DET_INT = 1 << 7, UART_RXFIFO_TOUT_INT = 1 << 8
};
#define UART_CLKDIV(id) KK_REG(UART_BASE(id) + 0x14) /* 20 bits: APB clock / baud */
#define UART_AUTOBAUD(id) KK_REG(UART_BASE(id) + 0x18)
#define UART_STATUS(id) KK_REG(UART_BASE(id) + 0x1c)
#define UART_RXFIFO_CNT(id) (UART_STATUS(id) & 0xff)
#define UART_TXFIFO_CNT(id) (UART_STATUS(id) >> 16 & 0xff)
enum { UART_FIFO_BYTES = 128 };
#define UART_CONF0(id) KK_REG(UART_BASE(id) + 0x20)
enum {
    UART_PARITY_ODD = 1 << 0, UART_PARITY_EN = 1 << 1, UART_BITS_SHIFT = 2, UART_STOP_SHIFT = 4,
    UART_TXD_BRK = 1 << 8, UART_LOOPBACK = 1 << 14, UART_TX_FLOW_EN = 1 << 15, UART_RXFIFO_RST = 1 << 17,
    UART_TXFIFO_RST = 1 << 18, UART_RXD_INV = 1 << 19, UART_TXD_INV = 1 << 22
};
#define UART_CONF1(id) KK_REG(UART_BASE(id) + 0x24)
enum { UART_RXFIFO_FULL_SHIFT = 0, UART_TXFIFO_EMPTY_SHIFT = 8, UART_RX_TOUT_SHIFT = 24 };
#define UART_RX_TOUT_EN (1u << 31)
#define UART_SWAP KK_REG(0x3ff00028) /* bit 2: UART0 on GPIO13 and GPIO15 */

/* ---- flash and HSPI: SPI0 is the flash's, SPI1 is HSPI ---- */
#define SPI_BASE(id) (0x60000200u - (uint32_t)(id) * 0x100)
#define SPI_CMD(id) KK_REG(SPI_BASE(id) + 0x00)
#define SPI_ADDR(id) KK_REG(SPI_BASE(id) + 0x04)
#define SPI_CTRL(id) KK_REG(SPI_BASE(id) + 0x08)
#define SPI_CTRL1(id) KK_REG(SPI_BASE(id) + 0x0c)
#define SPI_RD_STATUS(id) KK_REG(SPI_BASE(id) + 0x10)
#define SPI_CTRL2(id) KK_REG(SPI_BASE(id) + 0x14)
#define SPI_CLOCK(id) KK_REG(SPI_BASE(id) + 0x18)
#define SPI_USER(id) KK_REG(SPI_BASE(id) + 0x1c)
#define SPI_USER1(id) KK_REG(SPI_BASE(id) + 0x20)
#define SPI_USER2(id) KK_REG(SPI_BASE(id) + 0x24)
#define SPI_PIN(id) KK_REG(SPI_BASE(id) + 0x2c)
#define SPI_SLAVE(id) KK_REG(SPI_BASE(id) + 0x30)
#define SPI_W(id, i) KK_REG(SPI_BASE(id) + 0x40 + 4 * (uint32_t)(i))
enum { SPI_CMD_USR = 1 << 18, SPI_CMD_RDID = 1 << 28 };

/* ---- GPIO ---- */
#define GPIO_OUT KK_REG(0x60000300)
#define GPIO_OUT_W1TS KK_REG(0x60000304)
#define GPIO_OUT_W1TC KK_REG(0x60000308)
#define GPIO_ENABLE KK_REG(0x6000030c)
#define GPIO_ENABLE_W1TS KK_REG(0x60000310)
#define GPIO_ENABLE_W1TC KK_REG(0x60000314)
#define GPIO_IN KK_REG(0x60000318)
#define GPIO_STATUS KK_REG(0x6000031c)
#define GPIO_STATUS_W1TS KK_REG(0x60000320)
#define GPIO_STATUS_W1TC KK_REG(0x60000324)
#define GPIO_PIN(n) KK_REG(0x60000328 + 4 * (uint32_t)(n))
enum { GPIO_PIN_DRIVER = 1 << 2, GPIO_PIN_INT_TYPE_SHIFT = 7, GPIO_PIN_WAKEUP = 1 << 10 };

/* ---- timers: FRC1 counts 23 bits down, FRC2 32 bits up ---- */
#define FRC1_LOAD KK_REG(0x60000600)
#define FRC1_COUNT KK_REG(0x60000604)
#define FRC1_CTRL KK_REG(0x60000608)
#define FRC1_INT KK_REG(0x6000060c)
#define FRC2_LOAD KK_REG(0x60000620)
#define FRC2_COUNT KK_REG(0x60000624)
#define FRC2_CTRL KK_REG(0x60000628)
#define FRC2_INT KK_REG(0x6000062c)
#define FRC2_ALARM KK_REG(0x60000630)
enum {
    FRC_INT_LEVEL = 1 << 0, FRC_DIV_1 = 0 << 2, FRC_DIV_16 = 1 << 2, FRC_DIV_256 = 2 << 2, FRC_AUTO_RELOAD = 1 << 6,
    FRC_ENABLE = 1 << 7, FRC_INT_CLEAR = 1
};

/* ---- RTC ---- */
#define RTC_CONTROL KK_REG(0x60000700)
#define RTC_SLP_VAL KK_REG(0x60000704)     /* the counter's value that wakes */
#define RTC_STATE2 KK_REG(0x60000708)
enum { RTC_STATE2_SLEEP = 1 << 20 };
#define RTC_REG(offset) KK_REG(0x60000700 + (uint32_t)(offset))
#define RTC_SLP_CNT_VAL KK_REG(0x6000071c) /* counts periods of the RTC's own oscillator, in deep sleep too */
#define RTC_GPIO_OUT KK_REG(0x60000768)
#define RTC_GPIO_ENABLE KK_REG(0x60000774)
#define RTC_GPIO_IN_DATA KK_REG(0x6000078c)
#define RTC_GPIO_CONF KK_REG(0x60000790)
#define RTC_PAD_XPD_DCDC_CONF KK_REG(0x600007a0)
/* 256 words that keep their content while there is power; words only. rtcmem.h says what lies where. */
#define RTC_MEMORY(i) KK_REG(0x60001000 + 4 * (uint32_t)(i))

/* ---- IOMUX ---- */
#define IOMUX_CONF KK_REG(0x60000800)
#define IOMUX(index) KK_REG(0x60000804 + 4 * (uint32_t)(index))
enum {
    IOMUX_FUNCTION_SHIFT = 4, IOMUX_FUNCTION_BIT2 = 8, IOMUX_FUNCTION_MASK = 3 << 4 | 1 << 8, IOMUX_PULL_UP = 1 << 7
};

/* ---- the converter, in the block of the internal I2C ---- */
#define SAR_CFG KK_REG(0x60000d50)
enum { SAR_CFG_START = 1 << 1, SAR_CFG_STATE = 7 << 24 };
#define SAR_TIM3 KK_REG(0x60000d5c)
enum { SAR_TIM3_TOUT = 1 << 21 };
#define SAR_CFG2 KK_REG(0x60000d60)
#define SAR_DATA(i) KK_REG(0x60000d80 + 4 * (uint32_t)(i))
enum { SAR_I2C_BLOCK = 0x6c, SAR_I2C_HOST = 2, SAR_I2C_TEST = 0, SAR_I2C_TEST_ENABLE = 1 << 5 };

/* ---- watchdog ---- */
#define WDT_CTL KK_REG(0x60000900)
enum { WDT_CTL_EN = 1 << 0, WDT_CTL_RSPMOD_SHIFT = 1, WDT_CTL_RSTLEN_SHIFT = 3 };
#define WDT_OP KK_REG(0x60000904)    /* first stage: 2^n * 65536 periods of 80 MHz */
#define WDT_OP_ND KK_REG(0x60000908) /* second stage: the reset */
#define WDT_RST KK_REG(0x60000914)
enum { WDT_FEED_VALUE = 0x73 };

/* ---- mask ROM: addresses that Espressif's linker file gives ---- */
#define KK_ROM(type, address) ((type)(uintptr_t)(address))
#define rom_Cache_Read_Enable KK_ROM(void (*)(uint32_t odd, uint32_t mib, uint32_t size32), 0x40004678)
#define rom_Cache_Read_Disable KK_ROM(void (*)(void), 0x400047f0)
#define rom_SPIEraseSector KK_ROM(int (*)(uint32_t sector), 0x40004a00)
#define rom_SPIWrite KK_ROM(int (*)(uint32_t address, const uint32_t *from, uint32_t n), 0x40004a4c)
#define rom_SPIRead KK_ROM(int (*)(uint32_t address, uint32_t *to, uint32_t n), 0x40004b1c)
#define rom_SPIUnlock KK_ROM(int (*)(void), 0x40004878)
#define rom_SPIParamCfg KK_ROM(int (*)(uint32_t id, uint32_t chip, uint32_t block, uint32_t sector, uint32_t page, \
                                       uint32_t mask), 0x40004c2c)
#define rom_Wait_SPI_Idle KK_ROM(int (*)(void *flashchip), 0x4000448c)
#define rom_flashchip ((void *)0x3fffc714u)
#define rom_i2c_writeReg KK_ROM(void (*)(uint32_t block, uint32_t host, uint32_t reg, uint32_t value), 0x400072d8)
#define rom_i2c_readReg KK_ROM(uint32_t (*)(uint32_t block, uint32_t host, uint32_t reg), 0x40007268)
#define rom_rtc_get_reset_reason KK_ROM(uint32_t (*)(void), 0x400025e0)
#define rom_software_reset KK_ROM(void (*)(void), 0x4000264c)

/* Before the PLL is set up the CPU runs from the crystal, 26 MHz times 2. All devices run at the APB clock. */
enum { KK_APB_HZ = 80000000 };

#endif
