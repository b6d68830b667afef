/** The HTTP API: the server, and below it one package for each noun of the URL. */
package io.jamesagents.rest;
