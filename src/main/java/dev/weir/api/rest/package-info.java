/** The REST interface and the stream of server-sent events. */
@NullMarked
@OpenAPIDefinition(
    info =
        @Info(
            title = "Weir",
            version = "1",
            description =
                "State, runs and commands of one copolymerisation flow reactor. Reading needs no token on the machine"
                    + " itself; commands need the token that was written at the first start.",
            license = @License(name = "Apache-2.0")))
package dev.weir.api.rest;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;
import org.jspecify.annotations.NullMarked;
