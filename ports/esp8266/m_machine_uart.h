/*
 * m_machine_uart.h: what the rest of the port asks of machine.UART.
 *
 * Layer: ports.
 */
#ifndef KK_ESP8266_M_MACHINE_UART_H
#define KK_ESP8266_M_MACHINE_UART_H

#include "object/value.h"

/* The object stands for the console's UART. @gc never */
bool kk_machine_uart_is_console(Value object);
/* The receive rings that lie in the Python heap are no longer used: for when it goes away. @gc never */
void kk_machine_uart_stop(void);

#endif
