package io.jamesagents.rest.operator.task;

import java.util.Set;
import org.apache.james.json.DTOModule;
import org.apache.james.server.task.json.TaskExtensionModule;
import org.apache.james.server.task.json.dto.AdditionalInformationDTO;
import org.apache.james.server.task.json.dto.AdditionalInformationDTOModule;
import org.apache.james.server.task.json.dto.TaskDTO;
import org.apache.james.server.task.json.dto.TaskDTOModule;
import org.apache.james.task.Task;
import org.apache.james.task.TaskExecutionDetails.AdditionalInformation;

/**
 * Has James show how far the tasks of james-agents are. Named in {@code extensions.properties} as {@code guice.extension.task};
 * without it the tasks run and show nothing of their own. The tasks themselves cannot be written down: they run on the node
 * that was asked, and not on James's distributed task manager.
 */
public final class OperatorTasks implements TaskExtensionModule {
    @Override
    public Set<TaskDTOModule<? extends Task, ? extends TaskDTO>> taskDTOModules() {
        return Set.of();
    }

    @Override
    public Set<AdditionalInformationDTOModule<? extends AdditionalInformation, ? extends AdditionalInformationDTO>>
            taskAdditionalInformationDTOModules() {
        return Set.of(DTOModule.forDomainObject(OperatorTaskDetails.class)
                .convertToDTO(OperatorTaskDto.class)
                .toDomainObjectConverter(OperatorTaskDto::details)
                .toDTOConverter((details, type) -> OperatorTaskDto.of(details))
                .typeName("agents")
                .withFactory(AdditionalInformationDTOModule::new));
    }
}
