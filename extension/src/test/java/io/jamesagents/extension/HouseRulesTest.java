package io.jamesagents.extension;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.jamesagents.store.Database;

@AnalyzeClasses(packages = "io.jamesagents", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {
    private static final String[] RIMS = {
        "io.jamesagents.extension..", "io.jamesagents.mailets..", "io.jamesagents.rest..", "io.jamesagents.server.."
    };

    @ArchTest
    static final ArchRule guiceShouldStayInThePlug = noClasses()
            .that()
            .resideOutsideOfPackages("io.jamesagents.extension..", "io.jamesagents.server..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.google.inject..");

    @ArchTest
    static final ArchRule coreShouldNotKnowHowItIsInjected = noClasses()
            .that()
            .resideOutsideOfPackages(RIMS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javax.inject..", "jakarta.inject..");

    @ArchTest
    static final ArchRule jerseyShouldStayInTheRestLayer = noClasses()
            .that()
            .resideOutsideOfPackage("io.jamesagents.rest..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.ws.rs..", "org.glassfish..");

    @ArchTest
    static final ArchRule searchEnginesShouldStayInSearch = noClasses()
            .that()
            .resideOutsideOfPackage("io.jamesagents.search..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.lucene..", "org.elasticsearch..");

    @ArchTest
    static final ArchRule modelsShouldStayBehindTheirPort = noClasses()
            .that()
            .resideOutsideOfPackage("io.jamesagents.embedding.local..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ai.onnxruntime..");

    @ArchTest
    static final ArchRule coreShouldNotKnowTheRims = noClasses()
            .that()
            .resideOutsideOfPackages(RIMS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(RIMS);

    @ArchTest
    static final ArchRule mailetsAndRestShouldNotKnowEachOther = noClasses()
            .that()
            .resideInAPackage("io.jamesagents.mailets..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.jamesagents.rest..");

    @ArchTest
    static final ArchRule restShouldNotKnowMailets = noClasses()
            .that()
            .resideInAPackage("io.jamesagents.rest..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.jamesagents.mailets..");

    @ArchTest
    static final ArchRule featuresShouldNotKnowWebhooks = noClasses()
            .that()
            .resideOutsideOfPackages(RIMS)
            .and()
            .resideOutsideOfPackage("io.jamesagents.webhook..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.jamesagents.webhook..");

    @ArchTest
    static final ArchRule rimsShouldCallServicesAndNotStores = noClasses()
            .that()
            .resideInAnyPackage("io.jamesagents.mailets..", "io.jamesagents.rest..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.jamesagents..")
                    .and(simpleNameEndingWith("Store"))
                    .or(type(Database.class)));

    @ArchTest
    static final ArchRule namesShouldSayWhatAThingIs =
            noClasses().should().haveNameMatching(".*(Impl|Manager|Helper|Utils?)");
}
